package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.PackId;
import dev.holdfast.storage.service.collect.CollectionReport.Packs;
import dev.holdfast.storage.service.collect.CollectionReport.Waiting;
import java.util.List;

/**
 * What a run would do if it began now.
 *
 * @param sessionsClosed sessions of owners who are gone
 * @param swept packs of closed sessions that never became LIVE
 * @param deleted packs whose space would be given back
 * @param rewritten what of them would be written anew before
 * @param waiting condemned packs that could not be finished yet
 * @param damaged packs that are needed and known to be damaged; a run, which reads what it moves, may find more
 */
public record CollectionForecast(
        int sessionsClosed, int swept, Packs deleted, Rewritten rewritten, Waiting waiting, List<PackId> damaged) {
    public CollectionForecast {
        damaged = List.copyOf(damaged);
    }

    /** Number of packs, and the chunks and bytes in them that are needed still. */
    public record Rewritten(int packs, long chunks, long bytes) {
        static final Rewritten NOTHING = new Rewritten(0, 0, 0);

        Rewritten plus(long moreChunks, long moreBytes) {
            return new Rewritten(packs + 1, chunks + moreChunks, bytes + moreBytes);
        }
    }

    /** Space given back, less what would be written anew, but for the frames of new packs. */
    public long bytesFreed() {
        return deleted.bytes() - rewritten.bytes();
    }
}
