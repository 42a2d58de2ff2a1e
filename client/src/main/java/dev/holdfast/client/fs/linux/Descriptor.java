package dev.holdfast.client.fs.linux;

/** An open descriptor that is closed once, however often close is called; afterwards every call on it fails. */
final class Descriptor {
    private static final int CLOSED = -1;

    private volatile int number;

    Descriptor(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Closes it and gives the result of the call, 0 if it was closed before. */
    int close() {
        int taken;
        synchronized (this) {
            taken = number;
            number = CLOSED;
        }
        return taken == CLOSED ? 0 : FileCalls.close(Scratch.ofThread(), taken);
    }
}
