package dev.holdfast.storage.chunkstore.directory;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.files.DirectorySync;
import dev.holdfast.storage.files.FileFailures;
import dev.holdfast.storage.files.IncomingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Packs as files below {@code packs} in a repository's directory. Reading needs no write access to it. */
public final class DirectoryChunkStore implements ChunkStore {
    private static final int OPEN_FILES = 64;
    private static final int SLICE_BYTES = 256 << 10;
    private static final String CHECK = "run: holdfast check";

    private final PackPaths paths;
    private final Entropy entropy;
    private final OpenPacks open = new OpenPacks(OPEN_FILES);
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /** Set when a directory could not be synchronised: the system may report success the next time although names are gone. */
    private volatile boolean namesLost;

    /** The store in a repository's directory, which need not exist before the first write. */
    public DirectoryChunkStore(Path repository, Entropy entropy) {
        this.paths = new PackPaths(repository.resolve("packs"));
        this.entropy = entropy;
    }

    @Override
    public PackSink create(PackId id) {
        Path target = paths.of(id);
        if (namesLost) {
            throw new HoldfastException(
                    ErrorCode.IO_FAILED,
                    "names in " + paths.packs() + " could not be made durable before, so no pack is written there",
                    "look at the health of the disk, then run: holdfast check");
        }
        // Ids are given out once, so this guards against a defect, not a race.
        if (Files.exists(target)) {
            throw new HoldfastException(ErrorCode.INTERNAL, "pack " + id + " was written twice");
        }
        if (!Files.isDirectory(paths.incoming())) {
            DirectorySync.create(paths.incoming());
        }
        return new FileSink(target, IncomingFile.create(paths.incoming(), id.toString(), entropy));
    }

    /**
     * Creates a fan-out directory when it is first used, as making all 256 would be what a small backup waits for. Its name is
     * made durable even if it was there: another process may have created it and not come further.
     */
    private void requireDurable(Path fanOut) {
        if (durable.contains(fanOut)) {
            return;
        }
        try {
            Files.createDirectories(fanOut);
        } catch (IOException e) {
            throw FileFailures.of(e, fanOut, "create the directory");
        }
        try {
            DirectorySync.sync(paths.packs());
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.IO_FAILED) {
                namesLost = true;
            }
            throw e;
        }
        durable.add(fanOut);
    }

    @Override
    public void read(PackId id, long offset, byte[] target, int targetOffset, int length) {
        Path path = paths.of(id);
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw FileFailures.interrupted(path, "read");
            }
            try (OpenPacks.Lease lease = open.open(id, path)) {
                readFully(lease.channel(), id, offset, ByteBuffer.wrap(target, targetOffset, length));
                return;
            } catch (ClosedByInterruptException e) {
                throw FileFailures.interrupted(path, "read");
            } catch (ClosedChannelException e) {
                // Another reader of the same channel was interrupted, which closes it for all: open it again.
            } catch (NoSuchFileException e) {
                throw new HoldfastException(ErrorCode.PACK_MISSING, "pack " + id + " is not at " + path, CHECK, e);
            } catch (IOException e) {
                throw FileFailures.of(e, path, "read");
            }
        }
    }

    private static void readFully(FileChannel channel, PackId id, long offset, ByteBuffer target) throws IOException {
        int start = target.position();
        int end = target.limit();
        while (target.position() < end) {
            target.limit(Math.min(end, target.position() + SLICE_BYTES));
            if (channel.read(target, offset + target.position() - start) < 0) {
                throw new HoldfastException(
                        ErrorCode.PACK_DAMAGED,
                        "pack " + id + " has " + channel.size() + " bytes, too few for " + (end - start) + " from " + offset,
                        CHECK);
            }
        }
    }

    @Override
    public OptionalLong size(PackId id) {
        Path path = paths.of(id);
        try {
            return OptionalLong.of(Files.size(path));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw FileFailures.of(e, path, "read");
        }
    }

    @Override
    public void delete(PackId id) {
        Path path = paths.of(id);
        try {
            open.forget(id);
            if (Files.deleteIfExists(path)) {
                DirectorySync.sync(path.resolveSibling(""));
            }
        } catch (IOException e) {
            throw FileFailures.of(e, path, "delete");
        }
    }

    @Override
    public void list(Consumer<PackId> each) {
        for (int number = 0; number < PackPaths.FAN_OUT; number++) {
            Path directory = paths.fanOut(number);
            try (var entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    PackPaths.parse(String.valueOf(entry.getFileName())).ifPresent(each);
                }
            } catch (NoSuchFileException e) {
                // Nothing was written here yet.
            } catch (DirectoryIteratorException e) {
                throw FileFailures.of(e, directory, "list");
            } catch (IOException e) {
                throw FileFailures.of(e, directory, "list");
            }
        }
    }

    @Override
    public void sweep() {
        IncomingFile.sweep(paths.incoming());
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            throw FileFailures.of(e, paths.packs(), "close files in");
        }
    }

    /** A pack on its way into the directory. */
    private final class FileSink implements PackSink {
        private final Path target;
        private final IncomingFile file;

        FileSink(Path target, IncomingFile file) {
            this.target = target;
            this.file = file;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            file.write(source, offset, length);
        }

        @Override
        public void commit() {
            requireDurable(target.resolveSibling(""));
            try {
                file.publish(target);
            } catch (HoldfastException e) {
                if (file.isPublished() && e.code() == ErrorCode.IO_FAILED) {
                    namesLost = true;
                }
                throw e;
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
