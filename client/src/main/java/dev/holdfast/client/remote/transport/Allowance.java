package dev.holdfast.client.remote.transport;

/** How much of the network may be taken, which may change while it is taken. Thread-safe; answers from memory. */
public interface Allowance {
    /** No limit. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public long uploadBytesPerSecond() {
            return 0;
        }

        @Override
        public long downloadBytesPerSecond() {
            return 0;
        }
    };

    /** The most that may be sent in a second; 0 is no limit. */
    long uploadBytesPerSecond();

    /** The most that may be received in a second; 0 is no limit. */
    long downloadBytesPerSecond();
}
