package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Parameter;
import dev.holdfast.server.api.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of an address: each parameter at most once, and none that the route does not document. */
final class QueryString {
    private QueryString() {}

    static Map<String, String> read(@Nullable String raw, Route route) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return values;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            require(documents(route, name), "the query parameter " + cut(name) + " is not known here", known(route));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            require(values.put(name, value) == null, "the query parameter " + name + " is given twice", "give it once");
        }
        return values;
    }

    static boolean documents(Route route, String name) {
        return route.parameters().stream().anyMatch(one -> one.place() == Parameter.Place.QUERY && one.name().equals(name));
    }

    private static String known(Route route) {
        List<String> names = route.parameters().stream()
                .filter(one -> one.place() == Parameter.Place.QUERY)
                .map(Parameter::name)
                .toList();
        return names.isEmpty() ? "leave it out" : "known parameters: " + String.join(", ", names);
    }

    private static String decoded(String part) {
        try {
            String text = URLDecoder.decode(part, StandardCharsets.UTF_8);
            require(text.indexOf('\uFFFD') < 0, "the query of the address is not UTF-8", "correct the address");
            return text;
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "the query of the address is malformed", "correct the address", e);
        }
    }

    private static String cut(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    private static void require(boolean fine, String message, String next) {
        if (!fine) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, next);
        }
    }
}
