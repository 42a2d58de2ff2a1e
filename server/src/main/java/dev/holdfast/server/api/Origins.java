package dev.holdfast.server.api;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whose pages may use an operation from a browser, besides the server's own.
 *
 * @param of their origins, such as {@code https://shop.example}, by the variables of the path; {@link #ANY} among them means everybody's
 */
public record Origins(Function<Map<String, String>, Set<String>> of) {
    /** All origins. */
    public static final String ANY = "*";

    /** None but the server's own. */
    public static final Origins OWN = always(Set.of());

    /** The same whatever the path names. */
    public static Origins always(Set<String> origins) {
        Set<String> copy = Set.copyOf(origins);
        return new Origins(variables -> copy);
    }
}
