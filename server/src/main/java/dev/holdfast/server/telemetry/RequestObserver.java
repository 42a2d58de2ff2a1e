package dev.holdfast.server.telemetry;

/** Is told of requests. Must not throw and must not wait for anything slow. */
public interface RequestObserver {
    /** A request's head arrived. */
    void began();

    /** A request ended; told once for each that began. */
    void ended(RequestEnd end);

    /** Nobody who listens. */
    static RequestObserver none() {
        return new RequestObserver() {
            @Override
            public void began() {}

            @Override
            public void ended(RequestEnd end) {}
        };
    }
}
