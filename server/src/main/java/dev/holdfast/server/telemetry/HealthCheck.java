package dev.holdfast.server.telemetry;

/** One condition of being ready. Answers quickly and never throws on purpose. Thread-safe. */
public interface HealthCheck {
    /** A name of lower-case words with {@code _}. */
    String name();

    /** How it stands now. */
    Health check();

    /**
     * How something stands.
     *
     * @param status whether requests can be served
     * @param detail for people; nothing secret, since everybody may read it
     */
    record Health(Status status, String detail) {
        public static Health ok() {
            return new Health(Status.OK, "");
        }
    }

    /** Whether requests can be served. */
    enum Status {
        OK,
        /** They can, but something needs care. */
        WARNING,
        FAILING
    }
}
