package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connections to one file: one that writes and up to three that read, opened when they are first needed. Thread-safe. */
final class Database implements AutoCloseable {
    private static final int WRITER_CACHE_KIBIBYTES = 8 << 10;
    private static final int READERS = 3;

    private final Path file;
    private final Link.Access access;
    private final PageCache cache;
    private final HoldfastException unwritable;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore reading = new Semaphore(READERS, true);
    /** Most recently used first: its cache is the warmest. Guarded by itself, like {@code closed}. */
    private final Deque<Link> readers = new ArrayDeque<>();

    private boolean closed;
    private @Nullable Link writer;
    private boolean broken;

    /** What is done on a connection. */
    interface Work<T> {
        T on(Link link) throws SQLException;
    }

    /** Whether a transaction is durable when it has ended. */
    enum Durability {
        /** It is. */
        NOW,
        /** It is when a later one is that asks for NOW. */
        LATER
    }

    Database(Path file, PageCache cache) {
        this(file, accessTo(file), cache, new HoldfastException(
                ErrorCode.ACCESS_DENIED, "the index " + file + " can only be read", "give this user write access to it and its directory"));
    }

    private Database(Path file, Link.Access access, PageCache cache, HoldfastException unwritable) {
        this.file = file;
        this.access = access;
        this.cache = cache;
        this.unwritable = unwritable;
    }

    /**
     * The same file for reading only, without the files beside it for which a disk is too full; empty if its log must be read too. Nobody
     * else can have it open then.
     */
    static Optional<Database> onFullDisk(Path file, PageCache cache, HoldfastException full) {
        return logOf(file).toFile().length() == 0 ? Optional.of(new Database(file, Link.Access.FROZEN, cache, full)) : Optional.empty();
    }

    /**
     * A directory that we cannot write to holds no log that we could share, unless somebody else has one open: then SQLite reads along,
     * if it may. Without a log the file is whole in itself.
     */
    private static Link.Access accessTo(Path file) {
        if (Files.isWritable(file.resolveSibling("")) && Files.isWritable(file)) {
            return Link.Access.WRITE;
        }
        return Files.exists(logOf(file)) ? Link.Access.READ : Link.Access.FROZEN;
    }

    static Path logOf(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    static Path sharedMemoryOf(Path file) {
        return file.resolveSibling(file.getFileName() + "-shm");
    }

    Path file() {
        return file;
    }

    /** Does something that one statement reads. */
    <T> T read(Work<T> work) {
        reading.acquireUninterruptibly();
        try {
            Link link = takeReader();
            try {
                return translated(() -> work.on(link));
            } finally {
                giveBack(link);
            }
        } finally {
            reading.release();
        }
    }

    /** Does something that several statements read, all from the same state of the database. */
    <T> T readTransaction(Work<T> work) {
        return read(link -> transaction(link, "BEGIN", work));
    }

    /** Changes something in one atomic step. */
    <T> T write(Durability durability, Work<T> work) {
        writing.lock();
        try {
            if (access != Link.Access.WRITE) {
                throw unwritable;
            }
            if (broken) {
                throw new HoldfastException(
                        ErrorCode.IO_FAILED,
                        "the index " + file + " could not be written before and is not tried again",
                        "look at the health of the disk, then run: holdfast check");
            }
            return translated(() -> {
                Link link = writer();
                link.synchronous(durability == Durability.NOW ? "FULL" : "NORMAL");
                return transaction(link, "BEGIN IMMEDIATE", work);
            });
        } catch (HoldfastException e) {
            // After a failed fsync the system may have dropped what it could not write and report success the next time.
            broken |= e.code() == ErrorCode.IO_FAILED;
            throw e;
        } finally {
            writing.unlock();
        }
    }

    private static <T> T transaction(Link link, String begin, Work<T> work) throws SQLException {
        link.execute(begin);
        try {
            T result = work.on(link);
            link.execute("COMMIT");
            return result;
        } catch (Throwable e) {
            try {
                link.rollback();
            } catch (SQLException alreadyRolledBack) {
                e.addSuppressed(alreadyRolledBack);
            }
            throw e;
        }
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T translated(Step<T> step) {
        try {
            return step.run();
        } catch (SQLException e) {
            throw SqliteFailures.of(e, file);
        } catch (MalformedException e) {
            throw SqliteFailures.damaged(file, e);
        }
    }

    private Link writer() throws SQLException {
        Link link = writer;
        if (link == null) {
            requireOpen();
            link = Link.open(file, access, cache);
            link.cache(WRITER_CACHE_KIBIBYTES);
            Schema.configureWriter(link);
            writer = link;
        }
        return link;
    }

    private Link takeReader() {
        synchronized (readers) {
            Link idle = readers.pollFirst();
            if (idle != null) {
                return idle;
            }
        }
        return translated(() -> {
            requireOpen();
            return Link.open(file, access, cache);
        });
    }

    private void giveBack(Link link) {
        boolean keep;
        synchronized (readers) {
            keep = !closed;
            if (keep) {
                readers.addFirst(link);
            }
        }
        if (!keep) {
            closeQuietly(link);
        }
    }

    private void requireOpen() {
        synchronized (readers) {
            if (closed) {
                throw new IllegalStateException("the index " + file + " is closed");
            }
        }
    }

    /** Closes the writer last: the last connection of all writes the log back into the file. */
    @Override
    public void close() {
        synchronized (readers) {
            closed = true;
            readers.forEach(Database::closeQuietly);
            readers.clear();
        }
        writing.lock();
        try {
            if (writer != null) {
                closeQuietly(writer);
                writer = null;
            }
        } finally {
            writing.unlock();
        }
    }

    /** What is committed is durable in the log; a close that cannot write it back loses nothing. */
    private static void closeQuietly(Link link) {
        try {
            link.close();
        } catch (SQLException e) {
            // See above.
        }
    }
}
