package io.rollcall.storage;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/** What went wrong with the database, in words that say what to do. */
final class DatabaseFaults {

    private static final String URL = "spring.datasource.url";
    private static final String EXAMPLE = "jdbc:mysql://127.0.0.1:3306/rollcall";

    /** As the server names an account in its errors: 'rollcall'@'10.0.0.7'. */
    private static final Pattern ACCOUNT = Pattern.compile("'[^']*'@'[^']*'");

    /** As the driver names an option in its errors. */
    private static final Pattern OPTION = Pattern.compile("connection property '(\\w+)'");

    /** SQLSTATEs for what is wrong with the URL itself. */
    private static final List<String> MALFORMED = List.of("01S00", "S1009");

    private static final int H2_IN_USE = 90020;
    private static final int H2_REFUSED = 28000;

    private static final int MYSQL_NO_RIGHTS_ON_DATABASE = 1044;
    private static final int MYSQL_REFUSED = 1045;
    private static final int MYSQL_NO_SUCH_DATABASE = 1049;
    private static final int MYSQL_HOST_NOT_ALLOWED = 1130;
    private static final int MYSQL_READ_ONLY = 1290;

    /** A command, a column's use, a special right, a routine: denied. */
    private static final List<Integer> MYSQL_DENIED = List.of(1142, 1143, 1227, 1370);

    private static final List<MigrationState> NEWER =
            List.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private final DatabaseAddress address;

    DatabaseFaults(DatabaseAddress address) {
        this.address = address;
    }

    static UnusableDatabaseException unknownUrl() {
        return new UnusableDatabaseException(URL + " is no URL of a database that Rollcall knows; write it like "
                + EXAMPLE + ", or leave it out for the embedded database");
    }

    UnusableDatabaseException noName() {
        return new UnusableDatabaseException(
                URL + " names no database on " + address.server() + "; write it like " + EXAMPLE);
    }

    UnusableDatabaseException notMySql8(String version) {
        return new UnusableDatabaseException("the server at " + address.server() + " is " + version
                + "; Rollcall needs MySQL 8.0 or later, so name another server in " + URL);
    }

    UnusableDatabaseException databaseCharacterSet(String characterSet) {
        return new UnusableDatabaseException("the database " + address.name() + " on " + address.server()
                + " has the character set " + characterSet + ", which cannot hold every text; run ALTER DATABASE "
                + address.name() + " CHARACTER SET utf8mb4 there");
    }

    UnusableDatabaseException connectionCharacterSet(String characterSet) {
        return new UnusableDatabaseException("connections to " + address.server() + " use the character set "
                + characterSet + ", which cannot hold every text; take characterEncoding, characterSetResults and"
                + " connectionCollation out of " + URL);
    }

    /** No connection could be made. */
    UnusableDatabaseException noConnection(SQLException e) {
        if (MALFORMED.contains(String.valueOf(e.getSQLState()))) {
            // Without the cause, which quotes the URL and maybe a password in it.
            return new UnusableDatabaseException(whyMalformed(e));
        }
        return new UnusableDatabaseException(whyNoConnection(e), e);
    }

    private static String whyMalformed(SQLException e) {
        return Stream.iterate((Throwable) e, each -> each != null, Throwable::getCause)
                .map(each -> OPTION.matcher(String.valueOf(each.getMessage())))
                .filter(Matcher::find)
                .map(option -> "the option " + option.group(1) + " in " + URL + " has a value that it cannot have; mend"
                        + " it, or take it out")
                .findFirst()
                .orElse(URL + " cannot be read; write it like " + EXAMPLE);
    }

    private String whyNoConnection(SQLException e) {
        int code = e.getErrorCode();
        if (address.server().isEmpty()) {
            return whyNoH2(e);
        }
        if (code == MYSQL_REFUSED) {
            return "the MySQL server at " + address.server() + " refused " + account(e)
                    + "; check spring.datasource.username and .password, and that the user may connect from this"
                    + " machine";
        }
        if (code == MYSQL_NO_RIGHTS_ON_DATABASE) {
            return noRights(e);
        }
        if (code == MYSQL_NO_SUCH_DATABASE) {
            return "there is no database " + address.name() + " on " + address.server() + "; run CREATE DATABASE "
                    + address.name() + " CHARACTER SET utf8mb4 there, or correct the name in " + URL;
        }
        if (code == MYSQL_HOST_NOT_ALLOWED) {
            return "the MySQL server at " + address.server() + " lets no user connect from this machine; create one"
                    + " that may, such as 'rollcall'@'%'";
        }
        if (Objects.requireNonNullElse(e.getMessage(), "").contains("Public Key Retrieval")) {
            return "the MySQL server at " + address.server() + " would take the password only over TLS; turn TLS on"
                    + " there, or add allowPublicKeyRetrieval=true to " + URL + " where the network is trusted";
        }
        if (has(e, UnknownHostException.class)) {
            return "no machine is known by the name in " + address.server() + "; check the host in " + URL
                    + ", and the DNS";
        }
        if (has(e, ConnectException.class) || has(e, SocketTimeoutException.class)) {
            return "no MySQL server answers at " + address.server() + "; check host and port in " + URL
                    + ", that the server runs, and that a firewall lets this machine through";
        }
        return "no connection to the MySQL server at " + address.server() + " (error " + code + ", SQLSTATE "
                + e.getSQLState() + ", " + root(e).getClass().getSimpleName() + "); check " + URL
                + "; --logging.level.io.rollcall.storage=debug tells more";
    }

    private static String whyNoH2(SQLException e) {
        if (e.getErrorCode() == H2_IN_USE) {
            return "the database file is in use, most likely by another Rollcall, and an H2 file admits one process;"
                    + " stop the other one, or use MySQL, which admits several";
        }
        if (e.getErrorCode() == H2_REFUSED) {
            return "the database file was made with another user or password; check spring.datasource.username and"
                    + " .password";
        }
        return "the database cannot be opened (error " + e.getErrorCode() + ", "
                + root(e).getClass().getSimpleName() + "); check " + URL
                + "; --logging.level.io.rollcall.storage=debug tells more";
    }

    /**
     * What keeps this schema from being brought up to date.
     *
     * @param latest the latest version this Rollcall knows
     */
    @Nullable
    UnusableDatabaseException schema(MigrationInfo[] all, String latest) {
        for (MigrationInfo one : all) {
            if (NEWER.contains(one.getState())) {
                return new UnusableDatabaseException("the database " + named() + "was migrated by a newer Rollcall, to"
                        + " version " + newest(all) + ", and this one knows it up to " + latest
                        + "; start the newer Rollcall, or restore the backup from before the upgrade");
            }
        }
        for (MigrationInfo one : all) {
            if (one.getState() == MigrationState.FAILED) {
                return new UnusableDatabaseException("the migration of the database " + named() + "to version "
                        + one.getVersion() + " (" + one.getDescription() + ") ended halfway; restore the backup from"
                        + " before the upgrade and start again");
            }
        }
        for (MigrationInfo one : all) {
            boolean foreign = one.getState() == MigrationState.MISSING_SUCCESS
                    || one.getState() == MigrationState.IGNORED
                    || one.getState().isApplied() && !one.isChecksumMatching();
            if (foreign) {
                return new UnusableDatabaseException("the database " + named() + "was made by another build of"
                        + " Rollcall: its version " + one.getVersion() + " is not this one's; start that build, or give"
                        + " this one an empty database");
            }
        }
        return null;
    }

    /** Bringing the schema up to date failed. */
    UnusableDatabaseException migration(FlywayException e) {
        if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new UnusableDatabaseException(
                    "the database " + named() + "holds tables that are not Rollcall's; give it a database of its own",
                    e);
        }
        SQLException failure = Stream.iterate((Throwable) e, each -> each != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(null);
        if (failure != null && MYSQL_DENIED.contains(failure.getErrorCode())) {
            return new UnusableDatabaseException(noRights(failure), e);
        }
        if (failure != null && failure.getErrorCode() == MYSQL_READ_ONLY) {
            return new UnusableDatabaseException(
                    "the MySQL server at " + address.server() + " only reads; name the one that is written to in "
                            + URL,
                    e);
        }
        String what = failure == null
                ? e.getClass().getSimpleName()
                : "error " + failure.getErrorCode() + ", SQLSTATE " + failure.getSQLState() + ", "
                        + Objects.requireNonNullElse(failure.getMessage(), "").replaceAll("\\s*\\R\\s*", " ");
        return new UnusableDatabaseException(
                "the database " + named() + "could not be brought up to date (" + what
                        + "); mend that, and when the next start says that it ended halfway, restore the backup",
                e);
    }

    private String noRights(SQLException e) {
        return account(e) + " lacks rights on the database " + address.name() + " on " + address.server()
                + "; run GRANT ALL PRIVILEGES ON " + address.name() + ".* TO that user there";
    }

    /** Ends with a blank, for a sentence to go on; nothing for the embedded database. */
    private String named() {
        return address.name().isEmpty() ? "" : address.name() + " on " + address.server() + " ";
    }

    private static String account(SQLException e) {
        Matcher account = ACCOUNT.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
        return account.find() ? "the user " + account.group() : "the user";
    }

    private static String newest(MigrationInfo[] all) {
        return Arrays.stream(all)
                .filter(one -> one.getState().isApplied() && one.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max((one, other) -> one.compareTo(other))
                .map(Object::toString)
                .orElse("?");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .anyMatch(type::isInstance);
    }

    private static Throwable root(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .reduce(failure, (before, cause) -> cause);
    }
}
