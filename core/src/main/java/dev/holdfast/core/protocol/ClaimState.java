package dev.holdfast.core.protocol;

import dev.holdfast.core.codec.MalformedException;

/** What became of a session's wish to be the only one that sends a chunk. */
public enum ClaimState {
    /** The chunk is in the repository; nobody needs to send it. */
    PRESENT(0),
    /** The session holds the chunk and is to send it. */
    GRANTED(1),
    /** Another session that is still active holds it; ask again later. */
    HELD(2);

    private final int code;

    ClaimState(int code) {
        this.code = code;
    }

    /** The byte that stands for this state. */
    public int code() {
        return code;
    }

    public static ClaimState of(int code) {
        return switch (code) {
            case 0 -> PRESENT;
            case 1 -> GRANTED;
            case 2 -> HELD;
            default -> throw new MalformedException("unknown state of a claim " + code);
        };
    }
}
