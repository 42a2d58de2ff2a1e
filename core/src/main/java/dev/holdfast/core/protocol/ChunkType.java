package dev.holdfast.core.protocol;

import dev.holdfast.core.codec.MalformedException;

/** What a chunk holds. The type is part of what is fingerprinted, so a chunk of one type never passes for another. */
public enum ChunkType {
    /** Content of a file. */
    DATA(1),
    /** Part of a directory. */
    TREE(2),
    /** Part of the piece list of a file too long for its entry. */
    LIST(3),
    /** The root of a snapshot. */
    MANIFEST(4);

    private final int code;

    ChunkType(int code) {
        this.code = code;
    }

    /** The byte that stands for this type in every format. */
    public int code() {
        return code;
    }

    /** Data packs and structure packs are kept apart; this tells where a chunk of this type goes. */
    public PackKind packKind() {
        return this == DATA ? PackKind.DATA : PackKind.STRUCTURE;
    }

    public static ChunkType of(int code) {
        return switch (code) {
            case 1 -> DATA;
            case 2 -> TREE;
            case 3 -> LIST;
            case 4 -> MANIFEST;
            default -> throw new MalformedException("unknown chunk type " + code);
        };
    }
}
