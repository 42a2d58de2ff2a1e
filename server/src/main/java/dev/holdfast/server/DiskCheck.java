package dev.holdfast.server;

import dev.holdfast.server.telemetry.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the disk of the data directory can be written and has room. A full one is a warning only: what is there can still be restored.
 * Thread-safe.
 */
record DiskCheck(Disk disk) implements HealthCheck {
    /** Below this there is a warning. */
    static final long LOW_BYTES = 1L << 30;

    /** What is asked of a disk. Thread-safe. */
    interface Disk {
        boolean isWritable() throws IOException;

        long freeBytes() throws IOException;

        /** The disk of a directory. */
        static Disk of(Path directory) {
            return new Disk() {
                @Override
                public boolean isWritable() throws IOException {
                    return !Files.getFileStore(directory).isReadOnly() && Files.isWritable(directory);
                }

                @Override
                public long freeBytes() throws IOException {
                    return Files.getFileStore(directory).getUsableSpace();
                }
            };
        }
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Health check() {
        try {
            if (!disk.isWritable()) {
                return new Health(Status.WARNING, "the data directory cannot be written; only reading works");
            }
            long free = disk.freeBytes();
            return free < LOW_BYTES ? new Health(Status.WARNING, "only " + (free >> 20) + " MiB are left on the data directory's disk") : Health.ok();
        } catch (IOException e) {
            return new Health(Status.FAILING, "the data directory cannot be reached");
        }
    }
}
