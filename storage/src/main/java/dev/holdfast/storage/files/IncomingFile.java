package dev.holdfast.storage.files;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A file on its way: written under a name that nobody reads, then published under its real one.
 *
 * <p>The writer holds the operating system's lock on it, which ends with the writer however that ends; {@link #sweep} of another
 * process tells by it what was left behind. The name also carries the writer's process, because POSIX drops a lock when its
 * process closes <em>any</em> descriptor of the file: a process must never even open one of its own.
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class IncomingFile implements AutoCloseable {
    /** The JDK copies a heap array through a direct buffer of the same size, which each thread then keeps: so, small ones. */
    private static final int SLICE_BYTES = 256 << 10;

    private static final int ATTEMPTS = 16;
    private static final String PROCESS = process();

    private final Path path;
    private final FileChannel channel;
    private State state = State.WRITING;

    private enum State {
        WRITING,
        FAILED,
        PUBLISHED,
        CLOSED
    }

    private IncomingFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Creates an empty file in {@code directory}, which exists, with a name that starts with {@code label}. */
    public static IncomingFile create(Path directory, String label, Entropy entropy) {
        Path path = directory;
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                String random = HexFormat.of().formatHex(entropy.bytes(6));
                path = directory.resolve(label + "." + PROCESS + "." + random);
                FileChannel channel =
                        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                if (lock(channel) && Files.exists(path)) {
                    return new IncomingFile(path, channel);
                }
                // A sweep of another process came in between creation and lock.
                channel.close();
            }
        } catch (IOException e) {
            throw FileFailures.of(e, path, "create");
        }
        throw new HoldfastException(ErrorCode.STORE_BUSY, "cannot keep a new file in " + directory + ": others remove it");
    }

    /** True if the file is ours; also on a file system without locks, where nobody can prove the contrary and sweep. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** Process number and start time: no other process that ever wrote here has both. */
    private static String process() {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return Long.toHexString(self.pid()) + "-" + Long.toHexString(started);
    }

    /** Appends bytes. */
    public void write(byte[] source, int offset, int length) {
        require(State.WRITING);
        try {
            int end = offset + length;
            for (int at = offset; at < end; at += SLICE_BYTES) {
                ByteBuffer slice = ByteBuffer.wrap(source, at, Math.min(SLICE_BYTES, end - at));
                while (slice.hasRemaining()) {
                    channel.write(slice);
                }
            }
        } catch (IOException e) {
            throw failed(e, "write");
        }
    }

    /** Makes the bytes durable, then moves the file to {@code target}, replacing what is there, and makes the name durable. */
    public void publish(Path target) {
        synchronise();
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(e, "rename to " + target.getFileName());
        }
        published(target);
    }

    /** Like {@link #publish}, but fails to and returns false if {@code target} is there already. */
    public boolean publishNew(Path target) {
        synchronise();
        try {
            if (Files.exists(target)) {
                return false;
            }
            if (!link(target)) {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(path);
            }
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw failed(e, "rename to " + target.getFileName());
        }
        published(target);
        return true;
    }

    /** A hard link is the one portable step that fails if the name is taken; false where there are none. */
    private boolean link(Path target) throws IOException {
        try {
            Files.createLink(target, path);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false;
        }
    }

    private void published(Path target) {
        state = State.PUBLISHED;
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            DirectorySync.sync(parent);
        }
    }

    /** Whether the file has its real name; if publishing failed nevertheless, the name may not be durable. */
    public boolean isPublished() {
        return state == State.PUBLISHED;
    }

    /** After a failed fsync the system may have dropped the bytes and forgotten it: this file is never tried again. */
    private void synchronise() {
        require(State.WRITING);
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failed(e, "synchronise");
        }
    }

    private HoldfastException failed(IOException cause, String action) {
        state = State.FAILED;
        return FileFailures.of(cause, path, action);
    }

    private void require(State expected) {
        if (state != expected) {
            throw new IllegalStateException(path + " is " + state + ", not " + expected);
        }
    }

    /** Removes the file if it was not published. */
    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        boolean published = state == State.PUBLISHED;
        state = State.CLOSED;
        try (channel) {
            if (!published) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            if (published) {
                throw FileFailures.of(e, path, "close");
            }
            // Not removed: it stays for a sweep, and the failure that led here is the one to report.
        }
    }

    /** Removes the files in {@code directory} whose writers are gone; those of this process stay. */
    public static void sweep(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        String own = "." + PROCESS + ".";
        try (var entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!String.valueOf(entry.getFileName()).contains(own)) {
                    removeIfAbandoned(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw FileFailures.of(e, directory, "list");
        } catch (IOException e) {
            throw FileFailures.of(e, directory, "list");
        }
    }

    private static void removeIfAbandoned(Path entry) {
        try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            // Published or removed meanwhile, or no locks here: not ours to remove.
        }
    }
}
