package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run did.
 *
 * @param sessionsClosed sessions of owners who are gone
 * @param sessionsRemoved rows of closed sessions of which nothing was left
 * @param swept packs of closed sessions that never became LIVE
 * @param deleted packs whose space was given back
 * @param written packs of survivors
 * @param condemned packs found to hold too much garbage
 * @param waiting condemned packs that could not be finished yet
 * @param damaged condemned packs that are needed and cannot be read; they stay until a backup has sent their content again
 */
public record CollectionReport(
        Outcome outcome,
        int sessionsClosed,
        int sessionsRemoved,
        Packs swept,
        Packs deleted,
        Packs written,
        Packs condemned,
        Waiting waiting,
        List<PackId> damaged) {
    public CollectionReport {
        damaged = List.copyOf(damaged);
    }

    /** How a run ended. */
    public enum Outcome {
        COMPLETE,
        /** Another collector or a forgotten snapshot got in the way; the next run does the rest. */
        OVERTAKEN
    }

    /** A number of packs and the bytes in them. */
    public record Packs(int count, long bytes) {
        static final Packs NONE = new Packs(0, 0);

        Packs plus(long more) {
            return new Packs(count + 1, bytes + more);
        }
    }

    /** Condemned packs and the running sessions that they wait for. */
    public record Waiting(Packs packs, List<SessionId> sessions) {
        static final Waiting NOBODY = new Waiting(Packs.NONE, List.of());

        public Waiting {
            sessions = List.copyOf(sessions);
        }

        static Waiting of(List<PackRow> condemned, List<SessionRow> active) {
            Packs packs = Packs.NONE;
            Set<SessionId> sessions = new LinkedHashSet<>();
            for (PackRow pack : condemned) {
                packs = packs.plus(Tally.bytes(pack));
                active.stream().filter(session -> holdsBack(session, pack)).map(SessionRow::id).forEach(sessions::add);
            }
            return new Waiting(packs, List.copyOf(sessions));
        }

        private static boolean holdsBack(SessionRow session, PackRow pack) {
            return session.kind() == SessionKind.BACKUP
                    && session.sequence() <= pack.barrier().orElse(Long.MAX_VALUE);
        }
    }

    /** Space given back, less what was written anew. */
    public long bytesFreed() {
        return deleted.bytes() - written.bytes();
    }
}
