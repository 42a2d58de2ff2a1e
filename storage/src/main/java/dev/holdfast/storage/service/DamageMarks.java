package dev.holdfast.storage.service;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a check found out about copies of chunks. A marked copy is neither read nor reused; a chunk without any other copy is
 * reported to each new session, and the first one that sees the content uploads it anew.
 */
public final class DamageMarks {
    private final MetadataStore store;

    public DamageMarks(MetadataStore store) {
        this.store = store;
    }

    /** Marks the copies of {@code chunks} in a pack as damaged. */
    public void mark(PackId pack, Collection<Fingerprint> chunks) {
        store.markBad(pack, chunks);
        // The collector may have finished the pack meanwhile: a mark on nothing would be reported for ever.
        if (store.pack(pack).filter(DamageMarks::isReadable).isEmpty()) {
            store.clearBad(pack);
        }
    }

    /** Marks all that a pack holds as damaged; for one that is missing or cannot be read at all. */
    public void markWhole(PackId pack) {
        store.contents(pack).map(DamageMarks::chunks).ifPresent(chunks -> mark(pack, chunks));
    }

    /** Takes the marks of a pack back: its bytes are those that were sealed. */
    public void clear(PackId pack) {
        store.clearBad(pack);
    }

    /** Chunks that have no usable copy; at most {@code limit}. */
    public List<Fingerprint> lost(int limit) {
        return store.damaged(limit);
    }

    private static boolean isReadable(PackRow row) {
        return row.state() == PackState.LIVE || row.state() == PackState.CONDEMNED;
    }

    private static Set<Fingerprint> chunks(PackContents contents) {
        Set<Fingerprint> chunks = new HashSet<>();
        contents.segments().forEach(segment -> chunks.addAll(segment.chunks()));
        return chunks;
    }
}
