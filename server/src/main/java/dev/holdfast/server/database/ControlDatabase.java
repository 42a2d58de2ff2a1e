package dev.holdfast.server.database;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file with the server's own rows. One transaction at a time changes it; readers see the last state that was committed and wait for
 * nobody. Thread-safe.
 */
public final class ControlDatabase implements AutoCloseable {
    private final Path file;
    private final Connection writer;
    private final Connection reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    private ControlDatabase(Path file, Connection writer, Connection reader) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
    }

    /** Work within a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Rows rows) throws SQLException;
    }

    /** Work within a transaction that gives nothing back. */
    @FunctionalInterface
    public interface Change {
        void on(Rows rows) throws SQLException;
    }

    /** Opens the file, makes it if it is not there, and brings the tables of all subjects up to date. */
    public static ControlDatabase open(Path file, List<Migration> migrations) {
        try {
            ControlDatabase database = new ControlDatabase(file, connect(file), connect(file));
            database.migrate(migrations);
            return database;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        settings.setProperty("busy_timeout", "10000");
        settings.setProperty("foreign_keys", "true");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), settings);
        connection.setAutoCommit(false);
        return connection;
    }

    private void migrate(List<Migration> migrations) {
        change(rows -> {
            rows.change("CREATE TABLE IF NOT EXISTS migration(subject TEXT PRIMARY KEY, steps INTEGER NOT NULL)");
            for (Migration migration : migrations) {
                int done = rows.first("SELECT steps FROM migration WHERE subject = ?", row -> row.getInt(1), migration.subject())
                        .orElse(0);
                requireKnown(migration, done);
                for (String step : migration.steps().subList(done, migration.steps().size())) {
                    rows.change(step);
                }
                rows.change("INSERT OR REPLACE INTO migration VALUES(?, ?)", migration.subject(), migration.steps().size());
            }
        });
    }

    private void requireKnown(Migration migration, int done) {
        if (done > migration.steps().size()) {
            throw new HoldfastException(
                    ErrorCode.REPOSITORY_VERSION,
                    "the tables of " + migration.subject() + " in " + file + " were made by a newer version of Holdfast",
                    "run the newer version, or restore an older copy of this file");
        }
    }

    /** Reads; all statements see the same state. */
    public <T> T read(Work<T> work) {
        return transaction(reading, reader, work);
    }

    /** Changes something in one atomic step that is durable when this returns. */
    public <T> T write(Work<T> work) {
        return transaction(writing, writer, work);
    }

    /** The same for a change that has no result. */
    public void change(Change change) {
        write(rows -> {
            change.on(rows);
            return true;
        });
    }

    private <T> T transaction(ReentrantLock lock, Connection connection, Work<T> work) {
        lock.lock();
        try {
            T result = inRows(connection, work);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollBack(connection, e);
            throw failure(file, e);
        } catch (RuntimeException e) {
            rollBack(connection, e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static <T> T inRows(Connection connection, Work<T> work) throws SQLException {
        try (Rows rows = new Rows(connection)) {
            return work.on(rows);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static HoldfastException failure(Path file, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException lite ? lite.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        ErrorCode meaning =
                switch (code.code & 0xFF) {
                    case 5, 6 -> ErrorCode.STORE_BUSY;
                    case 13 -> ErrorCode.DISK_FULL;
                    case 8, 14, 23 -> ErrorCode.ACCESS_DENIED;
                    case 10 -> ErrorCode.IO_FAILED;
                    case 11, 26 -> ErrorCode.INDEX_DAMAGED;
                    default -> ErrorCode.INTERNAL;
                };
        return new HoldfastException(
                meaning, "the server's database " + file + " failed: " + e.getMessage(), "look at the disk of " + file.getParent(), e);
    }

    @Override
    public void close() {
        writing.lock();
        reading.lock();
        try {
            reader.close();
            writer.close();
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }
}
