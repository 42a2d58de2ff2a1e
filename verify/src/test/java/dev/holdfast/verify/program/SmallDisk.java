package dev.holdfast.verify.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file system of a given size in memory, which only root on Linux can mount. */
public final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one on a directory, or nothing where that is not allowed. */
    public static Optional<SmallDisk> mount(Path directory, int mebibytes) {
        Trees.create(directory);
        List<String> command = List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", directory.toString());
        return Processes.run(Path.of("/"), Map.of(), command).code() == 0 ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    /** Changes the size, or makes it read-only ("ro") or writable again ("rw"). */
    public void remount(String options) {
        Trees.tool("mount", "-o", "remount," + options, directory.toString());
    }

    @Override
    public void close() {
        Trees.tool("umount", "-l", directory.toString());
    }
}
