package dev.holdfast.core.codec;

/** Bytes that do not have the structure they should; whoever knows which object they belong to turns it into a coded failure. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }
}
