package dev.holdfast.server.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A method of HTTP. HEAD is served wherever GET is. */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE;

    private static final Map<String, Method> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, method -> method));

    /** The method that a request line names, if it is one of these. */
    public static Optional<Method> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
