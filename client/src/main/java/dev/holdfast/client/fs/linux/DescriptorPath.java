package dev.holdfast.client.fs.linux;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The path by which {@code /proc} shows an open descriptor, and a name below it. It reaches calls that take no directory
 * descriptor, is short however deep the directory lies, and cannot be swapped for another directory.
 */
final class DescriptorPath {
    private static final byte[] PREFIX = "/proc/self/fd/".getBytes(StandardCharsets.US_ASCII);

    private DescriptorPath() {}

    /** Where the paths lie; missing where {@code /proc} is not mounted. */
    static byte[] folder() {
        return Arrays.copyOf(PREFIX, PREFIX.length - 1);
    }

    static byte[] of(int descriptor, byte @Nullable [] child) {
        int digits = digits(descriptor);
        int childBytes = child == null ? 0 : child.length + 1;
        byte[] path = new byte[PREFIX.length + digits + childBytes];
        System.arraycopy(PREFIX, 0, path, 0, PREFIX.length);
        int rest = descriptor;
        for (int i = PREFIX.length + digits - 1; i >= PREFIX.length; i--) {
            path[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (child != null) {
            path[PREFIX.length + digits] = '/';
            System.arraycopy(child, 0, path, PREFIX.length + digits + 1, child.length);
        }
        return path;
    }

    private static int digits(int number) {
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
