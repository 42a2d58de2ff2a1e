package dev.holdfast.server.flag;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.server.api.Call;
import java.util.List;
import java.util.Map;

/**
 * Says where an environment's notices are, as a member of a bulk answer: by the path alone, so that it holds whatever name and proxy the
 * page reaches the server by.
 */
final class StreamOffers {
    private static final double INACTIVITY_SECONDS = 120;

    private final List<String> segments;
    private final String fixed;

    /** For paths that begin with {@code prefix}, which may have variables. */
    StreamOffers(String prefix) {
        this.segments = prefix.isEmpty() ? List.of() : List.of(prefix.substring(1).split("/"));
        this.fixed = prefix.contains("{") ? "" : offer(prefix);
    }

    String at(Call call) {
        return fixed.isEmpty() ? offer(path(call)) : fixed;
    }

    private String path(Call call) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(segment.startsWith("{") ? call.path(segment.substring(1, segment.length() - 1)) : segment);
        }
        return path.toString();
    }

    private static String offer(String path) {
        Map<String, Object> stream = Map.of(
                "type", "sse", "endpoint", Map.of("requestUri", path + "/flags/v1/events"), "inactivityDelaySec", INACTIVITY_SECONDS);
        return "\"eventStreams\":" + CanonicalJson.text(List.of(stream));
    }
}
