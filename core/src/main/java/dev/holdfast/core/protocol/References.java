package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Fingerprint;
import java.util.List;

/**
 * The children of a structure chunk, in clear and immutable, so that collection and commit can walk the graph without a key.
 *
 * @param structures children that have references of their own (TREE, LIST)
 * @param data children that have none (DATA)
 */
public record References(List<Fingerprint> structures, List<Fingerprint> data) {
    /** A chunk without children. */
    public static final References NONE = new References(List.of(), List.of());

    public References {
        structures = List.copyOf(structures);
        data = List.copyOf(data);
    }
}
