package dev.holdfast.client.rebuild;

import dev.holdfast.core.id.PackId;

/**
 * Something in a pack that a rebuild could not read.
 *
 * @param offset where in the pack
 * @param message one sentence that says what and where
 */
public record PackDamage(PackId pack, long offset, Loss loss, String message) {
    /** What may be lost by it. */
    public enum Loss {
        /** Chunks. If a snapshot that was found needs them and there is no other copy, they are among the lost chunks. */
        CHUNKS,
        /** A manifest, and with it a snapshot that nothing else tells of. */
        SNAPSHOTS
    }
}
