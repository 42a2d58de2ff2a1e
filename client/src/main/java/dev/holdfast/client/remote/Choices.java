package dev.holdfast.client.remote;

/** What is left to whoever runs the server, wherever the user said nothing; it may change at any time. Thread-safe; answers from memory. */
public interface Choices {
    /** What holds where no server has said anything. */
    Choices USUAL = new Choices() {
        @Override
        public boolean asksForFilter() {
            return true;
        }

        @Override
        public boolean claims() {
            return false;
        }
    };

    /** Whether the server's filter is used, which spares questions about chunks that are new to it. */
    boolean asksForFilter();

    /** Whether backups claim chunks before they send them. */
    boolean claims();
}
