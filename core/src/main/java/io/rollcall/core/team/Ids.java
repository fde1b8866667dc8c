package io.rollcall.core.team;

import java.util.regex.Pattern;

/** The one form that all configured ids share: safe in a URL, a file name and a database key. */
final class Ids {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    private Ids() {}

    static void check(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value
                    + "\" is not an id; use 1 to 40 of a-z, 0-9, - and _, starting with a letter or digit");
        }
    }
}
