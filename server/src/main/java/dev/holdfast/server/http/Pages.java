package dev.holdfast.server.http;

import dev.holdfast.server.api.Reply;
import java.util.List;
import java.util.Optional;

/** What is served to everybody where there is no route: the console. */
@FunctionalInterface
public interface Pages {
    /**
     * The page at a path.
     *
     * @param segments the decoded path
     * @param ifNoneMatch which version the browser has already
     */
    Optional<Reply> page(List<String> segments, Optional<String> ifNoneMatch);

    /** No pages. */
    static Pages none() {
        return (segments, ifNoneMatch) -> Optional.empty();
    }
}
