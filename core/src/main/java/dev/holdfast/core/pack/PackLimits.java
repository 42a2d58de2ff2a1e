package dev.holdfast.core.pack;

/** What no pack exceeds. */
public final class PackLimits {
    /** Most segments in a pack. */
    public static final int MAX_SEGMENTS = 65_536;

    /** Longest pack in bytes. */
    public static final int MAX_PACK_BYTES = 1 << 30;

    private PackLimits() {}
}
