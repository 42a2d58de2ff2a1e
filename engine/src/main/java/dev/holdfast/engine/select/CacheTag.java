package dev.holdfast.engine.select;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The mark of a directory whose contents can be made again, as laid down by the Cache Directory Tagging Specification: a regular file
 * {@code CACHEDIR.TAG} that begins with a fixed signature. A link of that name is no mark, nor is a file that is shorter.
 */
public final class CacheTag {
    /** How many bytes of the file have to be read to know. */
    public static final int HEAD_BYTES = 43;

    private static final byte[] NAME = "CACHEDIR.TAG".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE =
            "Signature: 8a477f597d28d172789f06886806bc55".getBytes(StandardCharsets.US_ASCII);

    private CacheTag() {}

    /** The name of the file that marks its directory, as a fresh array. */
    public static byte[] name() {
        return NAME.clone();
    }

    /** Whether an entry is one whose first bytes are worth reading. */
    public static boolean isCandidate(byte[] name, EntryKind kind) {
        return kind == EntryKind.FILE && Arrays.equals(name, NAME);
    }

    /** Whether the first {@code length} bytes of {@code head}, read from the start of a candidate, begin with the signature. */
    public static boolean isSigned(byte[] head, int length) {
        return length >= HEAD_BYTES
                && head.length >= HEAD_BYTES
                && Arrays.equals(head, 0, HEAD_BYTES, SIGNATURE, 0, HEAD_BYTES);
    }
}
