package io.rollcall.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, as far as it may be told.
 *
 * @param server host and port of a MySQL server; empty for any other database
 * @param name   of the MySQL database on it; empty when there is none in the URL
 */
record DatabaseAddress(String server, String name) {

    private static final String MYSQL = "jdbc:mysql:";
    private static final Pattern URL = Pattern.compile("jdbc:mysql:(?:\\w+:)?//(?:[^@/]*@)?([^/?@]*)(?:/([^?]*))?.*");

    static DatabaseAddress of(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return new DatabaseAddress("", "");
        }
        return new DatabaseAddress(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }

    static boolean isMySql(String url) {
        return url.startsWith(MYSQL);
    }
}
