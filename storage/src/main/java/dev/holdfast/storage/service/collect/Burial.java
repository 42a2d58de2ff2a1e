package dev.holdfast.storage.service.collect;

import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.service.IndexFence;
import dev.holdfast.storage.service.PackLedger;

/** The end of packs: from their state to RETIRED, then facts, bytes and row in this order, so that a crash leaves the row to go by. */
final class Burial {
    private final MetadataStore store;
    private final ChunkStore chunks;
    private final IndexFence fence;
    private final PackLedger ledger;

    Burial(CollectionSite site, PackLedger ledger) {
        this.store = site.store();
        this.chunks = site.chunks();
        this.fence = site.fence();
        this.ledger = ledger;
    }

    /** Retires a pack and removes all of it; false if somebody else changed its row first. */
    boolean retire(PackRow pack) {
        PackRow retired = pack.with(PackState.RETIRED);
        if (!ledger.change(pack, retired)) {
            return false;
        }
        finish(retired);
        return true;
    }

    /** Removes what is left of a pack that is RETIRED. */
    void finish(PackRow retired) {
        // An index that is being rebuilt may count on this pack; what was moved out of it is in the list of packs already.
        if (!fence.isCurrent()) {
            throw new OvertakenException("the index was replaced");
        }
        store.removeContents(retired.id());
        chunks.delete(retired.id());
        ledger.remove(retired);
    }
}
