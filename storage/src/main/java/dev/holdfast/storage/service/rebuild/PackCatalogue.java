package dev.holdfast.storage.service.rebuild;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The packs of a repository as somebody with its keys can read them. */
public interface PackCatalogue {
    /** Names every pack there is. */
    void list(Consumer<PackId> each);

    /** Reads all of one pack. Failures of the chunk store other than a pack that is gone or damaged are thrown. */
    Entry read(PackId pack);

    /** What came of reading a pack. */
    sealed interface Entry {
        /**
         * A pack whose segments could be listed.
         *
         * @param digest SHA-256 of its bytes as they are
         * @param contents what it holds, with references recomputed from its structure chunks
         * @param damaged chunks in {@code contents} whose bytes are not sound
         * @param manifests the sound manifests among its chunks
         */
        record Read(
                PackKind kind,
                long sizeBytes,
                Digest digest,
                PackContents contents,
                Set<Fingerprint> damaged,
                List<FoundManifest> manifests)
                implements Entry {
            public Read {
                damaged = Set.copyOf(damaged);
                manifests = List.copyOf(manifests);
            }
        }

        /** A pack of which nothing can be used. */
        record Unreadable(String reason) implements Entry {}
    }

    /**
     * The root of a snapshot.
     *
     * @param chunk its fingerprint
     * @param snapshot the name of the snapshot, as the manifest says
     * @param time when the snapshot was made, by which snapshots are put in order
     * @param sealed the manifest as a sealed segment
     */
    record FoundManifest(Fingerprint chunk, SessionId snapshot, Instant time, byte[] sealed) {}
}
