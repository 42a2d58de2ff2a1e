package dev.holdfast.server.repository;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.filter.BloomFilter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A presence filter on disk, which spares a walk over all packs at the next start. It is derived, so whatever is wrong with it costs that
 * walk and nothing else. Thread-safe.
 */
final class FilterFile {
    private static final Logger LOG = System.getLogger(FilterFile.class.getName());
    private static final int MAGIC = 'H' << 24 | 'F' << 16 | 'P' << 8 | 'F';
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 3 * Integer.BYTES + 4 * Long.BYTES;
    private static final int SUM_BYTES = Long.BYTES;

    private final Path path;

    /**
     * What is saved.
     *
     * @param epoch the filter's epoch, unless something may have been added that was not saved
     * @param version how many keys were added in this epoch
     * @param sequence packs of sessions from this on may be missing in it
     */
    record Saved(Optional<Long> epoch, long version, long sequence, BloomFilter filter) {}

    /** Whether something may be added after this was saved. */
    enum Ending {
        MORE_TO_COME(0),
        LAST(1);

        private final int code;

        Ending(int code) {
            this.code = code;
        }
    }

    FilterFile(Path path) {
        this.path = path;
    }

    /** Writes it in place of the one before; a failure leaves none. */
    synchronized void write(Saved saved, Ending ending) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16);
                    CheckedOutputStream summed = new CheckedOutputStream(raw, new CRC32C());
                    DataOutputStream out = new DataOutputStream(summed)) {
                out.writeInt(MAGIC);
                out.writeInt(VERSION);
                out.writeInt(ending.code);
                out.writeLong(saved.epoch().orElse(0L));
                out.writeLong(saved.version());
                out.writeLong(saved.sequence());
                out.writeLong(saved.filter().encodedBytes());
                saved.filter().write(out);
                out.writeLong(summed.getChecksum().getValue());
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the presence filter could not be saved: " + e);
            discard();
        }
    }

    /** Reads what was saved and removes it, so that it is never taken up twice. */
    synchronized Optional<Saved> take() {
        Optional<Saved> saved = read();
        discard();
        return saved;
    }

    private Optional<Saved> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                CheckedInputStream summed = new CheckedInputStream(raw, new CRC32C());
                DataInputStream in = new DataInputStream(summed)) {
            return Optional.of(read(in, summed, Files.size(path)));
        } catch (IOException | MalformedException e) {
            LOG.log(Logger.Level.INFO, "the saved presence filter is of no use: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Saved read(DataInputStream in, CheckedInputStream summed, long size) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new MalformedException("it is of another kind");
        }
        boolean isLast = in.readInt() == Ending.LAST.code;
        long epoch = in.readLong();
        long version = in.readLong();
        long sequence = in.readLong();
        long length = in.readLong();
        if (length != size - HEADER_BYTES - SUM_BYTES) {
            throw new MalformedException("its length is wrong");
        }
        BloomFilter filter = BloomFilter.read(in, length);
        long sum = summed.getChecksum().getValue();
        if (in.readLong() != sum) {
            throw new MalformedException("its checksum does not match");
        }
        return new Saved(isLast ? Optional.of(epoch) : Optional.empty(), version, sequence, filter);
    }

    /** Removes it. */
    synchronized void discard() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the saved presence filter could not be removed: " + e);
        }
    }
}
