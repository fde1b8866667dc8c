package io.rollcall.core.team;

/**
 * Names a section within its team.
 *
 * @param value 1 to 40 of {@code a-z 0-9 - _}, starting with a letter or digit; for example {@code o1}
 */
public record SectionId(String value) {

    public SectionId {
        Ids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
