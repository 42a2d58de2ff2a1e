package dev.holdfast.core.config;

import dev.holdfast.core.codec.MalformedException;

/** Who can read a repository's content. */
public enum EncryptionMode {
    /** Only who holds a key; whoever stores the repository sees neither content nor names. */
    CLIENT(1),
    /** Everybody who can read its files. Damage is still noticed, intent is not. */
    NONE(2);

    private final int code;

    EncryptionMode(int code) {
        this.code = code;
    }

    /** The byte that stands for this mode in the configuration. */
    public int code() {
        return code;
    }

    public static EncryptionMode of(int code) {
        return switch (code) {
            case 1 -> CLIENT;
            case 2 -> NONE;
            default -> throw new MalformedException("unknown encryption mode " + code);
        };
    }
}
