package dev.holdfast.core.config;

import dev.holdfast.core.codec.MalformedException;

/** The ways to cut content into chunks. */
public enum CutterAlgorithm {
    /** Content-defined, by a gear hash with normalisation; for everything. */
    FASTCDC(1),
    /** Content-defined, by the classic rolling polynomial; for comparison. */
    RABIN(2),
    /** Blocks of one size; for images of disks. */
    FIXED(3);

    private final int code;

    CutterAlgorithm(int code) {
        this.code = code;
    }

    /** The byte that stands for this algorithm in the configuration. */
    public int code() {
        return code;
    }

    public static CutterAlgorithm of(int code) {
        return switch (code) {
            case 1 -> FASTCDC;
            case 2 -> RABIN;
            case 3 -> FIXED;
            default -> throw new MalformedException("unknown cutter " + code);
        };
    }
}
