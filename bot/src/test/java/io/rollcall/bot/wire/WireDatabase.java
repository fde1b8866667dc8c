package io.rollcall.bot.wire;

import io.rollcall.storage.mysql.MySqlServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** An empty database for the bot under test, which outlives it. */
record WireDatabase(String url, String user) {

    /** The embedded one, in a file of the folder. */
    static WireDatabase h2(Path folder) {
        return new WireDatabase(
                "jdbc:h2:file:" + folder.resolve("db")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0",
                "rollcall");
    }

    /** In place of one of the same name on the MySQL server of the tests. */
    static WireDatabase mySql(String name) {
        String url = MySqlServer.shared().freshSchema(name);
        String user = url.replaceFirst(".*[?&]user=([^&]*).*", "$1");
        return new WireDatabase(url, user);
    }

    /** What an operator sets. */
    Map<String, String> settings() {
        return Map.of("spring.datasource.url", url, "spring.datasource.username", user);
    }

    /** The same on the command line. */
    List<String> options() {
        return settings().entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .sorted()
                .toList();
    }

    /** Rows as they stand, which on H2 the bot has to have let go of. */
    long count(String from) throws SQLException {
        try (Connection connection = user.equals("rollcall")
                        ? DriverManager.getConnection(url, user, "")
                        : DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
