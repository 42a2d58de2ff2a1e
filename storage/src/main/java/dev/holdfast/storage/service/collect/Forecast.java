package dev.holdfast.storage.service.collect;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.service.Reaper;
import dev.holdfast.storage.service.Rules;
import dev.holdfast.storage.service.collect.CollectionForecast.Rewritten;
import dev.holdfast.storage.service.collect.CollectionReport.Packs;
import dev.holdfast.storage.service.collect.CollectionReport.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Foretells a run of the {@link Collector}: goes the same way through the rows and by the same rules, but supposes what the run would
 * change instead of changing it. Reads no pack. One instance for one forecast; belongs to one thread.
 */
public final class Forecast {
    private final MetadataStore store;
    private final CollectionPolicy policy;
    private final Reaper reaper;
    private final List<PackRow> waiting = new ArrayList<>();
    private final List<PackId> damaged = new ArrayList<>();
    private Packs deleted = Packs.NONE;
    private Rewritten rewritten = Rewritten.NOTHING;

    public Forecast(MetadataStore store, Reaper reaper, CollectionPolicy policy) {
        this.store = store;
        this.reaper = reaper;
        this.policy = policy;
    }

    /** The rules in a world where some sessions are closed and some packs condemned that are not yet. */
    private static final class Supposed extends Rules {
        private final Set<SessionId> closed = new HashSet<>();
        private final Set<PackId> condemned = new HashSet<>();

        @Override
        public Optional<SessionId> root(SessionRow session) {
            return closed.contains(session.id()) ? Optional.empty() : super.root(session);
        }

        @Override
        public boolean isHome(Fact copy, PackId leaving) {
            return !condemned.contains(copy.location().pack()) && super.isHome(copy, leaving);
        }

        Optional<PackRow> condemn(PackRow pack) {
            condemned.add(pack.id());
            return Optional.of(pack.with(unwanted()));
        }
    }

    /**
     * Foretells a run that begins when the snapshots in {@code forgotten} are forgotten.
     *
     * @throws HoldfastException {@code STORE_BUSY} if a collector was at work meanwhile, {@code INDEX_DAMAGED} as a run would, and failures
     *     of the store
     */
    public CollectionForecast of(Set<SessionId> forgotten, CollectionProgress progress) {
        try {
            return foresee(forgotten, progress);
        } catch (OvertakenException e) {
            throw new HoldfastException(
                    ErrorCode.STORE_BUSY, "another prune got in the way", "run the same command again when it has ended", e);
        }
    }

    private CollectionForecast foresee(Set<SessionId> forgotten, CollectionProgress progress) {
        Supposed rules = new Supposed();
        List<SessionId> gone = reaper.gone();
        rules.closed.addAll(gone);
        rules.closed.addAll(forgotten);
        Inventory found = Inventory.read(store, policy.pageRows());
        Inventory inventory = new Inventory(
                found.closed(),
                found.packs(),
                found.active().stream().filter(session -> !gone.contains(session.id())).toList());
        Marks marks = new Marks(store, rules, progress, inventory.chunks());
        marks.scan(policy.pageRows());
        Finishing finishing = new Finishing(rules, marks, inventory, progress);
        finishing.finish(inventory.in(PackState.CONDEMNED));
        finishing.finish(new Condemnation(store, rules, policy, marks, inventory.chunks())
                .condemn(inventory.ownerless(PackState.LIVE), rules::condemn, progress));
        return new CollectionForecast(
                gone.size(),
                inventory.ownerless(PackState.OPEN).size(),
                deleted,
                rewritten,
                Waiting.of(waiting, inventory.active()),
                damaged);
    }

    /** What would become of condemned packs. */
    private final class Finishing {
        private final Supposed rules;
        private final Remains remains;
        private final Marks marks;
        private final Inventory inventory;
        private final CollectionProgress progress;
        private final ChunkFilter moved;

        Finishing(Supposed rules, Marks marks, Inventory inventory, CollectionProgress progress) {
            this.rules = rules;
            this.remains = new Remains(store, rules);
            this.marks = marks;
            this.inventory = inventory;
            this.progress = progress;
            this.moved = new ChunkFilter(inventory.chunks());
        }

        void finish(List<PackRow> condemned) {
            long done = 0;
            for (PackRow pack : condemned) {
                // A barrier read now would be behind every session there is.
                PackRow barred = pack.barrier().isPresent() ? pack : pack.withBarrier(Long.MAX_VALUE);
                if (rules.isDrained(barred, inventory.active())) {
                    finish(pack);
                } else {
                    waiting.add(barred);
                }
                progress.report(CollectionProgress.Stage.FINISHING, ++done, condemned.size());
            }
        }

        private void finish(PackRow pack) {
            List<PackContents.Segment> moving = remains.of(pack, marks, moved::mayContain).moving();
            if (!moving.isEmpty() && remains.hasDamage(pack, moving)) {
                damaged.add(pack.id());
                return;
            }
            if (!moving.isEmpty()) {
                long chunks = 0;
                long bytes = 0;
                for (PackContents.Segment segment : moving) {
                    segment.chunks().forEach(moved::add);
                    chunks += segment.chunks().size();
                    bytes += segment.length();
                }
                rewritten = rewritten.plus(chunks, bytes);
            }
            deleted = deleted.plus(Tally.bytes(pack));
        }
    }
}
