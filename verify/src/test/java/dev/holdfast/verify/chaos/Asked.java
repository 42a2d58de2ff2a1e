package dev.holdfast.verify.chaos;

import java.util.regex.Pattern;

/**
 * A request that came to the proxy.
 *
 * @param path what was asked for, query included
 */
public record Asked(String method, String path) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}(-[0-9]+)?");

    /** Whether it is one of these; {@code path} is a pattern for the whole path. */
    public boolean is(String wantedMethod, String pathPattern) {
        return method.equals(wantedMethod) && path.matches(pathPattern);
    }

    /** The operation without what it is about: the same for all requests of a kind. */
    public String kind() {
        return method + " " + ID.matcher(path).replaceAll("ID").replaceAll("/slot-.*|/data-.*|/agent-.*|\\?.*", "");
    }
}
