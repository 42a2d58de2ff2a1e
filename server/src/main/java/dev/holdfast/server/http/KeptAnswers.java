package dev.holdfast.server.http;

import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.Optional;

/** Answers to changes that are known again after the server starts anew. Thread-safe. */
public interface KeptAnswers {
    /**
     * Which request was answered.
     *
     * @param caller kind and id
     * @param path with its query
     * @param key the {@code Idempotency-Key}
     */
    record Request(String caller, Route route, String path, String key) {}

    /** What was answered, if it is kept. */
    Optional<Reply> find(Request request);

    /** Keeps an answer if it is one to keep; it does not fail, since what is answered was done. */
    void keep(Request request, Reply reply);

    /** None. */
    static KeptAnswers none() {
        return new KeptAnswers() {
            @Override
            public Optional<Reply> find(Request request) {
                return Optional.empty();
            }

            @Override
            public void keep(Request request, Reply reply) {}
        };
    }
}
