package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/** A connection with the statements that were prepared on it. Belongs to one thread at a time. */
final class Link implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 90_000;
    private static final int FIRST_NUMBERS = 256;

    private final SQLiteConnection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private String synchronous = "";
    private int numbers;

    /** How a file is opened. */
    enum Access {
        WRITE,
        READ,
        /** For a file that nobody can change: no lock is taken and no log is looked for. */
        FROZEN
    }

    private Link(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** A connection with room for what a reader keeps. */
    static Link open(Path file, Access access, PageCache cache) throws SQLException {
        int mode = (access == Access.WRITE ? SQLiteOpenMode.READWRITE : SQLiteOpenMode.READONLY).flag
                | SQLiteOpenMode.OPEN_URI.flag
                | SQLiteOpenMode.NOMUTEX.flag;
        // As a URI, because the driver looks for settings in a plain path and creates and deletes a file that is missing.
        String uri = file.toUri() + (access == Access.FROZEN ? "?immutable=1" : "");
        return configured(uri, mode, cache);
    }

    /** An empty database in memory. */
    static Link memory() throws SQLException {
        int mode = SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag;
        return configured(":memory:", mode, PageCache.COMMAND);
    }

    private static Link configured(String name, int mode, PageCache cache) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("open_mode", Integer.toString(mode));
        settings.setProperty("busy_timeout", Integer.toString(BUSY_TIMEOUT_MILLIS));
        Link link = new Link(new JDBC4Connection("jdbc:sqlite:" + name, name, settings));
        try {
            // Tells the driver to leave transactions to us: it would step a BEGIN and a COMMIT after each statement otherwise.
            link.connection.getConnectionConfig().setAutoCommit(false);
            link.execute("PRAGMA trusted_schema=OFF");
            link.execute("PRAGMA cell_size_check=ON");
            link.execute("PRAGMA temp_store=FILE");
            link.execute("PRAGMA mmap_size=0");
            link.cache(cache.readerKibibytes());
            if (cache.limitBytes().isPresent()) {
                link.execute("PRAGMA soft_heap_limit=" + cache.limitBytes().getAsLong());
            }
            return link;
        } catch (SQLException e) {
            link.close();
            throw e;
        }
    }

    /** Keeps so much of the file in memory. */
    void cache(int kibibytes) throws SQLException {
        execute("PRAGMA cache_size=-" + kibibytes);
    }

    /** Runs a statement that returns nothing of interest. */
    void execute(String sql) throws SQLException {
        connection.getDatabase().exec(sql, false);
    }

    /** Says what a COMMIT waits for: FULL for an fsync of the log, NORMAL for nothing. */
    void synchronous(String mode) throws SQLException {
        if (!synchronous.equals(mode)) {
            execute("PRAGMA synchronous=" + mode);
            synchronous = mode;
        }
    }

    /** The statement with these parameters (byte arrays, integers, longs, null). Its result must be closed before its next use. */
    PreparedStatement statement(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                default -> throw new IllegalArgumentException("no parameter of this type: " + parameters[i].getClass());
            }
        }
        return statement;
    }

    /** Has the numbers from 0 to below {@code count} in the temporary table of this connection, for {@link Batch}. */
    void numbers(int count) throws SQLException {
        if (numbers >= count) {
            return;
        }
        int more = Math.max(FIRST_NUMBERS, Integer.highestOneBit(count - 1) << 1);
        execute("CREATE TEMP TABLE IF NOT EXISTS number(i INTEGER PRIMARY KEY)");
        execute("INSERT OR IGNORE INTO temp.number WITH RECURSIVE n(i) AS (SELECT " + numbers + " UNION ALL SELECT i + 1 FROM n WHERE i + 1 < "
                + more + ") SELECT i FROM n");
        numbers = more;
    }

    /** Takes back what the transaction did, to the temporary table too. */
    void rollback() throws SQLException {
        numbers = 0;
        execute("ROLLBACK");
    }

    /** Runs a statement that changes rows; the number of rows. */
    int update(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statement(sql, parameters);
        int changed = statement.executeUpdate();
        // A statement keeps what was bound to it, and a pack's facts are megabytes.
        statement.clearParameters();
        return changed;
    }

    /** The first column of the one row that a query yields. */
    long number(String sql) throws SQLException {
        try (ResultSet rows = statement(sql).executeQuery()) {
            if (!rows.next()) {
                throw new MalformedException("a row is missing");
            }
            return rows.getLong(1);
        }
    }

    /** The image of a database in memory. */
    byte[] serialize() throws SQLException {
        return connection.serialize("main");
    }

    /** A column that must hold bytes. */
    static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            throw new MalformedException("a value is missing");
        }
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
        } finally {
            connection.close();
        }
    }
}
