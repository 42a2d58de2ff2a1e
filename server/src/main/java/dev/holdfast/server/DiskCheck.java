package dev.holdfast.server;

import dev.holdfast.server.telemetry.HealthCheck;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the disk of the data directory can be written and has room. A full one is a warning only: what is there can still be restored.
 * Thread-safe.
 */
record DiskCheck(Path data) implements HealthCheck {
    private static final long LOW_BYTES = 1L << 30;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Health check() {
        try {
            FileStore disk = Files.getFileStore(data);
            if (disk.isReadOnly() || !Files.isWritable(data)) {
                return new Health(Status.WARNING, "the data directory cannot be written; only reading works");
            }
            long free = disk.getUsableSpace();
            return free < LOW_BYTES ? new Health(Status.WARNING, "only " + (free >> 20) + " MiB are left on the data directory's disk") : Health.ok();
        } catch (IOException e) {
            return new Health(Status.FAILING, "the data directory cannot be reached");
        }
    }
}
