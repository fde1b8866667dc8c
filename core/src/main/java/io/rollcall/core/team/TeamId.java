package io.rollcall.core.team;

/**
 * Names a team, as its file in {@code config/teams} names it.
 *
 * @param value 1 to 40 of {@code a-z 0-9 - _}, starting with a letter or digit; for example {@code payments}
 */
public record TeamId(String value) {

    public TeamId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
