package dev.holdfast.client.mount.kernel;

import java.util.Optional;

/** The kinds of request that are answered by more than "not known here". */
enum Opcode {
    LOOKUP(1),
    FORGET(2),
    GETATTR(3),
    READLINK(5),
    READ(15),
    STATFS(17),
    GETXATTR(22),
    LISTXATTR(23),
    INIT(26),
    OPENDIR(27),
    READDIR(28),
    RELEASEDIR(29),
    INTERRUPT(36),
    DESTROY(38),
    BATCH_FORGET(42),
    READDIRPLUS(44),
    LSEEK(46);

    private static final int HIGHEST = 46;
    private static final Opcode[] BY_CODE = new Opcode[HIGHEST + 1];

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    static Optional<Opcode> of(int code) {
        return code < 0 || code > HIGHEST ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
    }
}
