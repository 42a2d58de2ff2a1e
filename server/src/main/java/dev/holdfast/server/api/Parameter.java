package dev.holdfast.server.api;

/**
 * A documented parameter of a route other than those in its path.
 *
 * @param place where it stands
 * @param name what it is called
 * @param meaning what it says
 */
public record Parameter(Place place, String name, String meaning) {
    /** Where parameters stand. */
    public enum Place {
        QUERY,
        HEADER
    }
}
