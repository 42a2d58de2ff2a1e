package dev.holdfast.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements within one transaction; one that is used again is not prepared again. Belongs to its thread. */
public final class Rows implements AutoCloseable {
    /** More than any subject uses again and again; the statements of a migration are not kept. */
    private static final int MOST_KEPT = 16;

    private final Connection connection;
    /** Prepared, and used by nobody at the moment. */
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the row at which a result stands. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a change and tells how many rows it touched. {@code null} stands for NULL. */
    public int change(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql, values);
        try {
            return statement.executeUpdate();
        } finally {
            release(sql, statement);
        }
    }

    /** All rows of a question. */
    public <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql, values);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } finally {
            release(sql, statement);
        }
    }

    /** The first row of a question, if there is one. */
    public <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> found = list(sql, reader, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement known = idle.remove(sql);
        PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private void release(String sql, PreparedStatement statement) throws SQLException {
        if (idle.size() >= MOST_KEPT || idle.putIfAbsent(sql, statement) != null) {
            statement.close();
        }
    }

    /** Lets go of the statements, which the end of the transaction must not meet. */
    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
    }
}
