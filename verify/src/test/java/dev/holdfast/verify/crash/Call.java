package dev.holdfast.verify.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call that changes a disk, as strace printed it.
 *
 * @param thread who made it
 * @param name of the call
 * @param line the whole line, with paths
 */
record Call(long thread, String name, String line) {
    /** All calls that change what is on a disk. */
    static final List<String> NAMES = List.of(
            "write", "writev", "pwrite64", "pwritev", "pwritev2", "ftruncate", "fallocate", "copy_file_range", "fsync", "fdatasync",
            "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "symlink", "symlinkat",
            "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "fchown", "fchownat", "lchown", "utimensat", "setxattr", "lsetxattr", "fsetxattr");

    private static final Pattern LINE = Pattern.compile("(\\d+) +([a-z0-9_]+)\\(.*");

    /** The call in a line, or nothing if it tells something else. */
    static Optional<Call> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() && NAMES.contains(matcher.group(2))
                ? Optional.of(new Call(Long.parseLong(matcher.group(1)), matcher.group(2), line))
                : Optional.empty();
    }

    /** Whether it concerns something below the directory. The database's shared memory does not count: it means nothing after a crash. */
    boolean isBelow(String directory) {
        return line.contains(directory + "/") && !line.contains("-shm>");
    }

    boolean isInjected() {
        return line.contains("(INJECTED)");
    }
}
