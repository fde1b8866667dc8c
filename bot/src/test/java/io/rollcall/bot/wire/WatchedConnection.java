package io.rollcall.bot.wire;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what passes through a database connection: {@code wrote <table>} within a transaction, and around each commit
 * {@code before <change>} and {@code after <change>}. A change is named by what it does to the tables, whoever does it,
 * so that the points stay where they are however the application is cut into classes.
 */
final class WatchedConnection implements InvocationHandler {

    private static final Pattern WRITE =
            Pattern.compile("^\\s*(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> EXECUTIONS =
            Set.of("execute", "executeUpdate", "executeLargeUpdate", "executeBatch");

    private final Connection connection;
    private final Consumer<String> passed;
    private final List<String> writes = new ArrayList<>();

    private WatchedConnection(Connection connection, Consumer<String> passed) {
        this.connection = connection;
        this.passed = passed;
    }

    static Connection of(Connection connection, Consumer<String> passed) {
        return proxy(Connection.class, new WatchedConnection(connection, passed));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "prepareStatement" -> {
                PreparedStatement statement = (PreparedStatement) call(connection, method, arguments);
                return write((String) arguments[0])
                        .map(write -> proxy(
                                PreparedStatement.class,
                                (self, called, values) -> EXECUTIONS.contains(called.getName())
                                        ? execute(statement, called, values, write)
                                        : call(statement, called, values)))
                        .orElse(statement);
            }
            case "commit" -> {
                Optional<String> change = change(writes);
                change.ifPresent(name -> passed.accept("before " + name));
                Object done = call(connection, method, arguments);
                writes.clear();
                change.ifPresent(name -> passed.accept("after " + name));
                return done;
            }
            case "rollback", "close" -> writes.clear();
            default -> {}
        }
        return call(connection, method, arguments);
    }

    private Object execute(PreparedStatement statement, Method method, Object[] arguments, String write)
            throws Throwable {
        boolean isCommit = connection.getAutoCommit();
        Optional<String> change = isCommit ? change(List.of(write)) : Optional.empty();
        change.ifPresent(name -> passed.accept("before " + name));
        Object result = call(statement, method, arguments);
        if (!hasEffect(statement, result)) {
            return result;
        }
        change.ifPresent(name -> passed.accept("after " + name));
        if (!isCommit) {
            writes.add(write);
            passed.accept("wrote " + write.split(" ", 3)[1]);
        }
        return result;
    }

    private static boolean hasEffect(PreparedStatement statement, Object result) throws SQLException {
        if (result instanceof Boolean) {
            return statement.getUpdateCount() > 0;
        }
        return !(result instanceof Number count) || count.longValue() > 0;
    }

    /** The statement as {@code UPDATE outbox SET …}; empty when it changes nothing of the application's. */
    private static Optional<String> write(String sql) {
        Matcher matcher = WRITE.matcher(sql);
        return matcher.find()
                ? Optional.of(matcher.group(1).split("\\s")[0].toUpperCase(Locale.ROOT) + " "
                        + matcher.group(2).toLowerCase(Locale.ROOT) + " "
                        + sql.substring(matcher.end()).replaceAll("\\s+", " ").strip())
                : Optional.empty();
    }

    /** What is done by writing these. */
    private static Optional<String> change(List<String> writes) {
        if (has(writes, "UPDATE inbox .*'DONE'.*")) {
            return Optional.of("hear");
        }
        if (has(writes, "INSERT inbox .*")) {
            return Optional.of("store");
        }
        if (has(writes, "INSERT round .*")) {
            return Optional.of("open");
        }
        if (has(writes, "UPDATE round SET reminders_done.*")) {
            return Optional.of("remind");
        }
        if (has(writes, "UPDATE round SET state = 'CLOSED'.*")) {
            return Optional.of("close");
        }
        if (has(writes, "UPDATE round SET state = 'PUBLISHED'.*")) {
            return Optional.of("publish");
        }
        if (has(writes, "INSERT reply .*")) {
            return Optional.of("edit");
        }
        if (has(writes, "UPDATE ask .*")) {
            return Optional.of("ask");
        }
        if (has(writes, "UPDATE outbox SET state = 'SENDING'.*")) {
            return Optional.of("claim");
        }
        return has(writes, "UPDATE outbox SET state = 'SENT'.*") ? Optional.of("mark") : Optional.empty();
    }

    private static boolean has(List<String> writes, String pattern) {
        return writes.stream().anyMatch(write -> write.matches(pattern));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
