package dev.holdfast.core.tree;

import dev.holdfast.core.codec.MalformedException;

/** The kinds of directory entry. */
public enum NodeType {
    FILE(1),
    DIRECTORY(2),
    SYMLINK(3),
    FIFO(4),
    SOCKET(5),
    CHARACTER_DEVICE(6),
    BLOCK_DEVICE(7);

    private final int code;

    NodeType(int code) {
        this.code = code;
    }

    /** The byte that stands for this type in the format. */
    public int code() {
        return code;
    }

    public static NodeType of(int code) {
        for (NodeType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new MalformedException("unknown node type " + code);
    }
}
