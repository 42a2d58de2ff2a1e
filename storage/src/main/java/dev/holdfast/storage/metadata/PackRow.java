package dev.holdfast.storage.metadata;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.PackKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pack's row, changed only by compare-and-set on its state and barrier. The owner is the session in its id.
 *
 * @param barrier for a CONDEMNED pack, the value of the sequence counter read after it was condemned: once no active session
 *     has this sequence or a lower one, nobody relies on the pack
 * @param sealed size and digest, from LIVE on
 */
public record PackRow(PackId id, PackKind kind, PackState state, OptionalLong barrier, Optional<Sealed> sealed) {
    /**
     * What is known of a pack's bytes.
     *
     * @param sizeBytes their number
     * @param digest their SHA-256
     * @param chunks number of chunks in the pack
     */
    public record Sealed(long sizeBytes, Digest digest, int chunks) {}

    /** A row for a pack whose bytes are about to be written. */
    public static PackRow open(PackId id, PackKind kind) {
        return new PackRow(id, kind, PackState.OPEN, OptionalLong.empty(), Optional.empty());
    }

    /** This row LIVE. */
    public PackRow live(Sealed bytes) {
        return new PackRow(id, kind, PackState.LIVE, OptionalLong.empty(), Optional.of(bytes));
    }

    /** This row in another state. */
    public PackRow with(PackState next) {
        return new PackRow(id, kind, next, barrier, sealed);
    }

    /** This row with its barrier set. */
    public PackRow withBarrier(long sequence) {
        return new PackRow(id, kind, state, OptionalLong.of(sequence), sealed);
    }

    /** Fails unless {@code expected} is a row of the same pack; a store calls this before it replaces one by the other. */
    public void requireSameId(PackRow expected) {
        if (!id.equals(expected.id)) {
            throw new IllegalArgumentException("the row of pack " + expected.id + " cannot become that of " + id);
        }
    }

    /** Fails unless this row is RETIRED, as only those may be removed. */
    public void requireRetired() {
        if (state != PackState.RETIRED) {
            throw new IllegalArgumentException("the row of pack " + id + " is " + state + " and cannot be removed");
        }
    }
}
