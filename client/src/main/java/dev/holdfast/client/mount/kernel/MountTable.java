package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The kernel's list of what is mounted where. */
final class MountTable {
    private static final Path FILE = Path.of("/proc/self/mountinfo");
    private static final int DEVICE = 2;
    private static final int PLACE = 4;
    private static final int OPTIONAL = 6;

    private MountTable() {}

    /**
     * One mounted file system.
     *
     * @param device major and minor number, as {@code 0:57}
     * @param type as {@code fuse.holdfast}
     */
    record Mounted(String device, String type) {
        String minor() {
            return device.substring(device.indexOf(':') + 1);
        }
    }

    /** What is mounted at a path, the topmost if there are several. */
    static Optional<Mounted> at(String path) {
        Optional<Mounted> found = Optional.empty();
        for (String line : lines()) {
            String[] fields = line.split(" ", -1);
            int dash = OPTIONAL;
            while (dash < fields.length && !fields[dash].equals("-")) {
                dash++;
            }
            if (dash + 1 < fields.length && plain(fields[PLACE]).equals(path)) {
                found = Optional.of(new Mounted(fields[DEVICE], fields[dash + 1]));
            }
        }
        return found;
    }

    private static List<String> lines() {
        try {
            return new String(Files.readAllBytes(FILE), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.UNSUPPORTED, "cannot read " + FILE, "mount /proc", e);
        }
    }

    /** Undoes the kernel's octal escapes, which stand for white space and backslashes only. */
    private static String plain(String escaped) {
        return escaped.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
