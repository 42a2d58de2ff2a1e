package dev.holdfast.testkit.simulator;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.memory.MemoryChunkStore;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.IndexFence;
import dev.holdfast.storage.service.ProcessTable;
import dev.holdfast.storage.service.Reaper;
import dev.holdfast.storage.service.Rules;
import dev.holdfast.storage.service.SessionLedger;
import dev.holdfast.storage.service.collect.CollectionPolicy;
import dev.holdfast.storage.service.collect.CollectionProgress;
import dev.holdfast.storage.service.collect.CollectionSite;
import dev.holdfast.storage.service.collect.Collector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a scenario under one seed. */
public final class Simulation {
    private static final int MAX_STEPS = 20_000;
    private static final long[] LEASES_MILLIS = {100_000, 400_000, Long.MAX_VALUE};

    private final Scenario scenario;
    private final MemoryMetadataStore rows = new MemoryMetadataStore();
    private final MemoryChunkStore packs = new MemoryChunkStore();
    private final Schedule schedule;
    private final Scheduler scheduler;
    private final World world;
    private final Rules rules;
    private final MetadataStore store;
    private final ChunkStore chunks;
    private final Clock clock;
    private final Entropy entropy;
    private final ProcessTable processes;
    private final CollectionPolicy policy;
    private final long leaseMillis;
    private final Set<SessionId> committed = new LinkedHashSet<>();

    /**
     * How a run ended.
     *
     * @param failure what was found, or null if all was well
     * @param steps operations on the stores
     * @param trace the operations in order, if they were asked for
     */
    public record Result(@Nullable Throwable failure, int steps, List<String> trace) {}

    private Simulation(Scenario scenario, Protocol protocol, long seed, boolean tracing) {
        this.scenario = scenario;
        Schedule.Faults faults =
                switch (scenario.faults()) {
                    case FAIR -> Schedule.Faults.NONE;
                    case STORMY -> Schedule.Faults.SOME;
                };
        this.schedule = new Schedule(seed, faults);
        this.scheduler = new Scheduler(schedule, MAX_STEPS, tracing);
        Graph graph = new Graph(scenario.dataChunks(), scenario.shape());
        Oracle oracle = new Oracle(rows, packs, graph);
        this.world = new World(protocol, graph, oracle, schedule);
        this.rules = protocol.rules().get();
        this.store = new InterposedMetadataStore(rows, scheduler, schedule, oracle);
        this.chunks = new InterposedChunkStore(packs, scheduler, schedule, oracle);
        this.clock = new StepClock(scheduler);
        this.entropy = schedule::fill;
        this.processes = new SimulatedProcesses(scheduler);
        this.policy = new CollectionPolicy(schedule.oneIn(4) ? 0.3 : 0, 1 << 16, 1 + schedule.below(8), 1 + schedule.below(2));
        this.leaseMillis = LEASES_MILLIS[schedule.below(LEASES_MILLIS.length)];
    }

    /** Runs one seed. The same seed gives the same run, operation by operation. */
    public static Result run(Scenario scenario, Protocol protocol, long seed) {
        return new Simulation(scenario, protocol, seed, false).run();
    }

    /** Runs one seed and keeps the trace. */
    public static Result replay(Scenario scenario, Protocol protocol, long seed) {
        return new Simulation(scenario, protocol, seed, true).run();
    }

    private Result run() {
        prepare();
        addActors();
        Throwable failure;
        try {
            failure = scheduler.run();
            if (failure == null && world.protocol().equals(Protocol.SOUND)) {
                settle();
            }
        } catch (Violation violation) {
            failure = violation;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        }
        return new Result(failure, scheduler.steps(), scheduler.trace());
    }

    /** The first snapshots, made before anything is simulated. */
    private void prepare() {
        MetadataService service = new EmbeddedMetadataService(rows, entropy);
        for (int i = 0; i < scenario.beginning().snapshots(); i++) {
            new SimulatedAgent(world, service, packs, committed).backupAll();
        }
        if (scenario.beginning().packs() == Scenario.Packs.CONDEMNED) {
            SessionLedger sessions = new SessionLedger(rows);
            SessionRow running = sessions.open(SessionKind.BACKUP, Optional.empty(), SessionOwner.UNKNOWN, entropy);
            undisturbed().collect(CollectionProgress.SILENT);
            sessions.expire(running.id());
        }
    }

    /** A collector that nobody else gets in the way of, for the beginning and the end. */
    private Collector undisturbed() {
        CollectionSite site = new CollectionSite(rows, packs, World.REPOSITORY, SessionOwner.UNKNOWN, entropy);
        Reaper reaper = new Reaper(rows, processes, clock, Long.MAX_VALUE);
        return new Collector(site, reaper, policy.withGarbageShare(0));
    }

    private void addActors() {
        Scenario.Others others = scenario.others();
        for (int i = 0; i < scenario.backups().agents(); i++) {
            scheduler.add("agent" + i, scenario.backups().each(), this::backup);
        }
        for (int i = 0; i < others.collectors(); i++) {
            scheduler.add("collector" + i, 1 + others.collections() / 2, this::collect);
        }
        scheduler.add("forgetter", others.forgets(), process -> forget());
        scheduler.add("expirer", others.expiries(), process -> expire());
        scheduler.add("restorer", others.restores(), process -> restore());
    }

    private MetadataService service() {
        return new EmbeddedMetadataService(store, entropy, IndexFence.NONE, rules);
    }

    private void backup(int process) {
        MetadataService service = world.protocol().agentsView().of(rules, service());
        new SimulatedAgent(world, service, chunks, committed).backup(scenario.parents(), owner(process));
    }

    private SessionOwner owner(int process) {
        return schedule.oneIn(3) ? SessionOwner.UNKNOWN : new SessionOwner(SimulatedProcesses.MACHINE, process, 0);
    }

    private void collect(int process) {
        CollectionSite site = new CollectionSite(store, chunks, World.REPOSITORY, owner(process), entropy);
        Reaper reaper = new Reaper(store, processes, clock, leaseMillis);
        Collector collector = new Collector(site, reaper, policy, rules);
        tolerating(() -> {
            collector.collect(CollectionProgress.SILENT);
            collector.collect(CollectionProgress.SILENT);
        });
    }

    private void forget() {
        tolerating(() -> {
            List<Snapshot> snapshots = service().snapshots();
            if (!snapshots.isEmpty()) {
                service().forget(snapshots.get(schedule.below(snapshots.size())));
            }
        });
    }

    private void expire() {
        tolerating(() -> {
            List<SessionRow> active = store.activeSessions();
            if (!active.isEmpty()) {
                new SessionLedger(store).expire(active.get(schedule.below(active.size())).id());
            }
        });
    }

    private void restore() {
        List<Snapshot> snapshots = service().snapshots();
        if (snapshots.isEmpty()) {
            return;
        }
        Snapshot snapshot = snapshots.get(schedule.below(snapshots.size()));
        for (Fingerprint chunk : world.graph().closure(snapshot.manifest())) {
            if (!isReadable(chunk) && service().snapshot(snapshot.id()).isPresent()) {
                throw new Violation("Restorable: nobody could read chunk " + Oracle.brief(chunk));
            }
        }
    }

    /** A pack may go between the question and the read; then the next answer names another. */
    private boolean isReadable(Fingerprint chunk) {
        for (int attempt = 0; attempt < 5; attempt++) {
            for (Location location : service().locate(List.of(chunk)).getFirst()) {
                if (Oracle.holds(chunks, location, chunk)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a lost answer or a wrong expiry explains ends the actor's work and is no defect. */
    private static void tolerating(Runnable work) {
        try {
            work.run();
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.SESSION_EXPIRED && e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                throw e;
            }
        }
    }

    /** Lets everything come to rest without faults, and looks whether all garbage is gone then. */
    private void settle() {
        SessionLedger sessions = new SessionLedger(rows);
        rows.activeSessions().forEach(session -> sessions.expire(session.id()));
        Collector collector = undisturbed();
        collector.collect(CollectionProgress.SILENT);
        collector.collect(CollectionProgress.SILENT);
        world.oracle().check();
        world.oracle().checkReclaimed();
    }

    /** Processes of the simulated machine. */
    private record SimulatedProcesses(Scheduler scheduler) implements ProcessTable {
        static final String MACHINE = "simulated";

        @Override
        public SessionOwner current() {
            return new SessionOwner(MACHINE, scheduler.process(), 0);
        }

        @Override
        public boolean isGone(SessionOwner owner) {
            return owner.machine().equals(MACHINE) && !scheduler.isAlive(owner.process());
        }
    }
}
