package dev.holdfast.core.tree;

import dev.holdfast.core.codec.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of one directory entry: any bytes but {@code /} and NUL, not {@code .} or {@code ..}, not empty. Ordered by unsigned
 * bytes. Keeping the bytes as they are is what lets names that are not valid UTF-8 survive.
 */
public final class FileName implements Comparable<FileName> {
    /** Longest name in bytes; no file system in use has longer ones. */
    public static final int MAX_BYTES = 1024;

    private final byte[] bytes;

    private FileName(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes the array over; the caller must not change it afterwards.
     *
     * @throws MalformedException if it is no name of a directory entry
     */
    public static FileName of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new MalformedException("a file name of " + bytes.length + " bytes");
        }
        for (byte b : bytes) {
            if (b == '/' || b == 0) {
                throw new MalformedException("a file name contains a slash or NUL");
            }
        }
        if (bytes[0] == '.' && (bytes.length == 1 || bytes.length == 2 && bytes[1] == '.')) {
            throw new MalformedException("a file name is . or ..");
        }
        return new FileName(bytes);
    }

    /** The UTF-8 form of a text as a name. */
    public static FileName of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(FileName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The name as text for people; bytes that are not UTF-8 show as replacement characters. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
