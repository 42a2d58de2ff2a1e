package dev.holdfast.server.api;

/**
 * The way to a caller whose answer stays open. Nothing here waits. Thread-safe, as long as nobody sends before the outcome of the last
 * sending is known.
 */
public interface Outlet {
    /** Sends bytes; the outcome is told later, or before this returns. */
    void send(byte[] bytes, Progress progress);

    /** Ends the answer in order. */
    void end();

    /** Is told what became of bytes. */
    interface Progress {
        /** They are on their way, and the next may be sent. */
        void sent();

        /** The caller is gone; the answer is over. */
        void lost();
    }
}
