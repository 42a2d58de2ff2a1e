package dev.holdfast.storage.service.collect;

import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.service.PackLedger;
import dev.holdfast.storage.service.Reaper;
import dev.holdfast.storage.service.Rules;
import dev.holdfast.storage.service.collect.CollectionReport.Outcome;
import dev.holdfast.storage.service.collect.CollectionReport.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects garbage, one run at a time. A run finishes what earlier runs condemned, condemns what is garbage now, and finishes
 * that too if no backup is running that might rely on it. Belongs to one thread.
 */
public final class Collector {
    private final CollectionSite site;
    private final MetadataStore store;
    private final Reaper reaper;
    private final CollectionPolicy policy;
    private final Rules rules;
    private final PackLedger ledger;
    private final Burial burial;

    public Collector(CollectionSite site, Reaper reaper, CollectionPolicy policy) {
        this(site, reaper, policy, new Rules());
    }

    /** A collector that goes by other rules; for simulation. */
    public Collector(CollectionSite site, Reaper reaper, CollectionPolicy policy, Rules rules) {
        this.site = site;
        this.store = site.store();
        this.reaper = reaper;
        this.policy = policy;
        this.rules = rules;
        this.ledger = new PackLedger(store, rules);
        this.burial = new Burial(site, ledger);
    }

    /**
     * One run.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code INDEX_DAMAGED} if a snapshot's references are not complete
     *     (nothing that it might need is deleted then), {@code SESSION_EXPIRED} if this run was taken for dead, and failures of
     *     the stores; whatever is left half done is taken up by the next run
     */
    public CollectionReport collect(CollectionProgress progress) {
        Tally tally = new Tally();
        try {
            run(tally, progress);
            return tally.report(Outcome.COMPLETE);
        } catch (OvertakenException _) {
            return tally.report(Outcome.OVERTAKEN);
        }
    }

    private void run(Tally tally, CollectionProgress progress) {
        tally.closed(reaper.reap().size());
        Inventory inventory = Inventory.read(store, policy.pageRows());
        sweep(inventory, tally);
        Marks marks = new Marks(store, rules, progress, inventory.chunks());
        List<PackRow> left = finish(withBarriers(inventory.in(PackState.CONDEMNED)), marks, tally, progress);
        List<PackRow> condemned = new Condemnation(store, rules, policy, marks, inventory.chunks())
                .condemn(inventory.ownerless(PackState.LIVE), pack -> condemn(pack, tally), progress);
        List<PackRow> fresh = withBarriers(condemned);
        if (!drained(fresh).isEmpty()) {
            left = new ArrayList<>(left);
            left.addAll(finish(fresh, marks, tally, progress));
        } else {
            left = new ArrayList<>(left);
            left.addAll(fresh);
        }
        tally.waiting(Waiting.of(left, store.activeSessions()));
    }

    /** Removes what nobody needs and no snapshot ever did: half written packs, retired packs, rows of closed sessions. */
    private void sweep(Inventory inventory, Tally tally) {
        site.chunks().sweep();
        for (PackRow pack : inventory.ownerless(PackState.OPEN)) {
            if (burial.retire(pack)) {
                tally.swept();
            }
        }
        inventory.in(PackState.RETIRED).forEach(burial::finish);
        for (SessionRow session : inventory.unused()) {
            if (store.remove(session)) {
                tally.removedSession();
            }
        }
    }

    private Optional<PackRow> condemn(PackRow pack, Tally tally) {
        PackRow condemned = pack.with(rules.unwanted());
        if (!ledger.change(pack, condemned)) {
            return Optional.empty();
        }
        tally.condemned(pack);
        return Optional.of(condemned);
    }

    /** The same packs as they are now, each with a barrier; a run that died may have left some without. */
    private List<PackRow> withBarriers(List<PackRow> condemned) {
        List<PackRow> ready = new ArrayList<>();
        for (PackRow pack : condemned) {
            if (pack.state() != PackState.CONDEMNED || pack.barrier().isPresent()) {
                ready.add(pack);
                continue;
            }
            PackRow next = pack.withBarrier(rules.barrier(store));
            if (ledger.change(pack, next)) {
                ready.add(next);
            } else {
                // Somebody else set it, or finished the pack.
                store.pack(pack.id()).ifPresent(ready::add);
            }
        }
        return ready.stream().filter(pack -> pack.state() == PackState.CONDEMNED).toList();
    }

    private List<PackRow> drained(List<PackRow> condemned) {
        List<SessionRow> active = store.activeSessions();
        return condemned.stream().filter(pack -> rules.isDrained(pack, active)).toList();
    }

    /** Finishes the drained packs after a scan that began when they were; returns the others. */
    private List<PackRow> finish(List<PackRow> condemned, Marks marks, Tally tally, CollectionProgress progress) {
        List<PackRow> drained = drained(condemned);
        marks.scan(policy.pageRows());
        try (Survivors survivors = new Survivors(site, rules, policy, burial, tally)) {
            long done = 0;
            for (PackRow pack : drained) {
                survivors.finish(pack, marks);
                progress.report(CollectionProgress.Stage.FINISHING, ++done, drained.size());
            }
            survivors.flush();
        }
        Set<PackRow> left = new LinkedHashSet<>(condemned);
        drained.forEach(left::remove);
        return List.copyOf(left);
    }
}
