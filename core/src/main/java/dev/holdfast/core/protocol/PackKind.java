package dev.holdfast.core.protocol;

import dev.holdfast.core.codec.MalformedException;

/** The two kinds of pack: content of files, and everything that describes it. */
public enum PackKind {
    DATA(1),
    STRUCTURE(2);

    private final int code;

    PackKind(int code) {
        this.code = code;
    }

    /** The byte that stands for this kind in every format. */
    public int code() {
        return code;
    }

    public static PackKind of(int code) {
        return switch (code) {
            case 1 -> DATA;
            case 2 -> STRUCTURE;
            default -> throw new MalformedException("unknown pack kind " + code);
        };
    }
}
