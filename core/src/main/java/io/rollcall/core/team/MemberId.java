package io.rollcall.core.team;

/**
 * Names a member within its team.
 *
 * @param value 1 to 40 of {@code a-z 0-9 - _}, starting with a letter or digit; for example {@code lin}
 */
public record MemberId(String value) {

    public MemberId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
