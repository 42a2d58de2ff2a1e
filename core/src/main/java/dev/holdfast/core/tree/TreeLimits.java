package dev.holdfast.core.tree;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** What a writer must not exceed because no reader takes more. */
public final class TreeLimits {
    /** Most extended attributes of a node. */
    public static final int MAX_EXTENDED = 16 * 1024;

    /** Longest name or value of an extended attribute in bytes. */
    public static final int MAX_EXTENDED_BYTES = 64 * 1024;

    /** Most bytes of all extended attributes of a node, so that a leaf with it stays far below the longest chunk. */
    public static final int MAX_ALL_EXTENDED_BYTES = 4 * 1024 * 1024;

    /** Longest target of a symbolic link in bytes. */
    public static final int MAX_TARGET_BYTES = 64 * 1024;

    /** Longest name of a user or group in bytes. */
    public static final int MAX_OWNER_NAME_BYTES = 1024;

    /** Most bits of a mode. */
    public static final int MAX_MODE = 07777;

    /** Most nanoseconds of a time. */
    public static final int MAX_NANOS = 999_999_999;

    /** Longest manifest in bytes. */
    public static final int MAX_MANIFEST_BYTES = 8 * 1024 * 1024;

    /** Most backed-up paths in a manifest. */
    public static final int MAX_PATHS = 64 * 1024;

    /** Longest backed-up path in bytes. */
    public static final int MAX_PATH_BYTES = 1024 * 1024;

    /** Most tags of a snapshot. */
    public static final int MAX_TAGS = 4096;

    /** Longest host name, user name or tag in bytes. */
    public static final int MAX_TEXT_BYTES = 4096;

    private TreeLimits() {}

    /** Fails with {@code LIMIT_EXCEEDED} if {@code value} is not in 0 to {@code limit}; {@code what} names it. */
    static void require(long value, int limit, String what) {
        if (value < 0 || value > limit) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED, what + " is " + value + ", the format holds at most " + limit);
        }
    }
}
