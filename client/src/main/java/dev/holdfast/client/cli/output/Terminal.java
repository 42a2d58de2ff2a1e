package dev.holdfast.client.cli.output;

import java.util.Optional;

/** The terminal that a person may sit at. */
public interface Terminal {
    /** A process without one: pipes, files, cron. */
    Terminal NONE = new Terminal() {
        @Override
        public boolean showsOutput() {
            return false;
        }

        @Override
        public boolean showsErrors() {
            return false;
        }

        @Override
        public int columns() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Optional<char[]> readSecret(String prompt) {
            return Optional.empty();
        }
    };

    /** Whether standard output ends at it. */
    boolean showsOutput();

    /** Whether standard error ends at it. */
    boolean showsErrors();

    /** Its width now. */
    int columns();

    /** Asks for a line without showing what is typed; empty if nobody can be asked or the input ends. The caller clears it. */
    Optional<char[]> readSecret(String prompt);
}
