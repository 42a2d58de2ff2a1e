package dev.holdfast.testkit.simulator;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.service.Rules;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A protocol with one decision wrong, named as in {@code spec/}, and the scenario that brings it out soonest. What each of them
 * loses, and how, is told in {@code docs/protocol.md}.
 */
@SuppressWarnings("ImmutableEnumChecker") // what the suppliers make is as mutable as a mutant likes; each run gets its own
enum Mutant {
    /** Finishes condemned packs without waiting for the sessions that may rely on them. */
    NO_DRAIN(Worlds.TWO_AGENTS, () -> new Rules() {
        @Override
        public boolean isDrained(PackRow condemned, List<SessionRow> active) {
            return true;
        }
    }),
    /** Takes the counter as it was when the run began for the barrier. */
    BARRIER_EARLY(Worlds.TWO_AGENTS, () -> new Rules() {
        private long begun;

        @Override
        public void scan(MetadataStore store, int pageRows, Consumer<SessionRow> each) {
            begun = store.sequence();
            super.scan(store, pageRows, each);
        }

        @Override
        public long barrier(MetadataStore store) {
            return begun;
        }
    }),
    /** Lets an expired session commit. */
    NO_FENCE(Worlds.TWO_AGENTS, () -> new Rules() {
        @Override
        public boolean mayCommit(SessionRow session) {
            return session.state() == SessionState.ACTIVE || session.state() == SessionState.EXPIRED;
        }
    }),
    /** Finishes packs by the marks that condemned them. */
    NO_REMARK(Worlds.TWO_AGENTS, () -> new Rules() {
        // A run marks through one and the same consumer.
        private final Set<Consumer<SessionRow>> runs = Collections.newSetFromMap(new IdentityHashMap<>());

        @Override
        public void scan(MetadataStore store, int pageRows, Consumer<SessionRow> each) {
            if (runs.add(each)) {
                super.scan(store, pageRows, each);
            }
        }
    }),
    /** Deletes what is garbage now at once. */
    ONE_PHASE(Worlds.TWO_AGENTS, () -> new Rules() {
        @Override
        public PackState unwanted() {
            return PackState.RETIRED;
        }
    }),
    /** Deletes condemned packs with what is needed in them. */
    NO_RELOCATE(Worlds.TWO_AGENTS, () -> new Rules() {
        @Override
        public boolean isHome(Fact copy, PackId leaving) {
            return true;
        }
    }),
    /** Lets new sessions rely on condemned packs. */
    REUSE_COND(Worlds.TWO_AGENTS, () -> reusing(copy -> copy.state() == PackState.CONDEMNED)),
    /** Lets sessions rely on packs whose bytes may never come. */
    REUSE_OPEN(Worlds.TWO_AGENTS, () -> reusing(copy -> copy.state() == PackState.OPEN)),
    /** Answers from a view that was loaded before the session opened. */
    STALE_CACHE(Worlds.TWO_AGENTS, () -> new Rules() {
        private final Set<PackId> seenLive = new HashSet<>();

        @Override
        public BitSet present(MetadataStore store, List<Fingerprint> fingerprints) {
            return presentIn(store, fingerprints, copy -> {
                PackId pack = copy.location().pack();
                if (copy.state() == PackState.LIVE) {
                    seenLive.add(pack);
                }
                return seenLive.contains(pack);
            });
        }
    }),
    /** Declares a pack before its bytes are there. */
    SEAL_BEFORE_PUT(
            Worlds.TWO_AGENTS, new Protocol(Rules::new, Protocol.Upload.ROW_FIRST, Protocol.AgentsView.PLAIN)),
    /** Does not mark what running sessions pin. */
    NO_PIN_ROOT(Worlds.PARENTS, () -> new Rules() {
        @Override
        public Optional<SessionId> root(SessionRow session) {
            return session.state() == SessionState.ACTIVE ? Optional.empty() : super.root(session);
        }
    }),
    /** Looks at the parent before the row that names it is durable. */
    PIN_LATE(Worlds.PARENTS, new Protocol(LatePin::new, Protocol.Upload.BYTES_FIRST, LatePin::of)),
    /** Takes over whatever parent was named. */
    NO_PARENT_CHECK(Worlds.PARENTS, () -> new Rules() {
        @Override
        public boolean mayReuse(SessionRow parent) {
            return parent.state() == SessionState.COMMITTED || parent.state() == SessionState.FORGOTTEN;
        }
    }),
    /** Scans sessions from the youngest to the oldest. */
    SCAN_DESC(Worlds.OLD_PARENTS, () -> new Rules() {
        @Override
        public void scan(MetadataStore store, int pageRows, Consumer<SessionRow> each) {
            for (long sequence = store.sequence(); sequence > 0; sequence--) {
                long wanted = sequence;
                store.sessions(sequence - 1, 1).stream()
                        .filter(row -> row.sequence() == wanted)
                        .forEach(each);
            }
        }
    }),
    /** Makes a swept pack LIVE. */
    BLIND_SEAL(Worlds.TWO_AGENTS, () -> new Rules() {
        @Override
        public boolean maySeal(PackRow pack) {
            return pack.state() == PackState.OPEN || pack.state() == PackState.RETIRED;
        }
    }),
    /** Lets a chunk leave a condemned pack because another condemned one has it. */
    TRUST_COND(Worlds.TWO_COLLECTORS, () -> new Rules() {
        @Override
        public boolean isHome(Fact copy, PackId leaving) {
            return super.isHome(copy, leaving)
                    || (copy.state() == PackState.CONDEMNED
                            && !copy.location().pack().equals(leaving));
        }
    }),
    /** Seals a copy although the source could not be read. */
    COPY_UNREAD(Worlds.TWO_COLLECTORS, () -> new Rules() {
        @Override
        public boolean mayCopy(PackRow pack, Optional<Digest> found) {
            return true;
        }
    });

    private final Scenario scenario;
    private final Protocol protocol;

    Mutant(Scenario scenario, Supplier<Rules> rules) {
        this(scenario, Protocol.ruledBy(rules));
    }

    Mutant(Scenario scenario, Protocol protocol) {
        this.scenario = scenario;
        this.protocol = protocol;
    }

    Scenario scenario() {
        return scenario;
    }

    Protocol protocol() {
        return protocol;
    }

    private static Rules reusing(Predicate<Fact> more) {
        return new Rules() {
            @Override
            public BitSet present(MetadataStore store, List<Fingerprint> fingerprints) {
                return presentIn(store, fingerprints, copy -> copy.state() == PackState.LIVE || more.test(copy));
            }
        };
    }

    private static BitSet presentIn(MetadataStore store, List<Fingerprint> fingerprints, Predicate<Fact> counts) {
        BitSet present = new BitSet();
        List<List<Fact>> facts = store.facts(fingerprints);
        for (int i = 0; i < facts.size(); i++) {
            present.set(i, facts.get(i).stream().anyMatch(counts));
        }
        return present;
    }

    /** The scenarios, apart because constants of an enum cannot be named before its constructor's arguments. */
    private static final class Worlds {
        static final Scenario TWO_AGENTS =
                Scenario.small(new Scenario.Backups(2, 2), new Scenario.Others(1, 4, 2, 2, 0));
        /** A pack waits to be finished, so what matters is who marks what is needed in it. */
        static final Scenario PARENTS = Scenario.small(new Scenario.Backups(2, 1), new Scenario.Others(1, 2, 2, 0, 0))
                .with(Scenario.Parents.ALWAYS)
                .from(new Scenario.Beginning(1, Scenario.Packs.CONDEMNED));
        /** A scan over several snapshots takes long enough for a backup to begin and its parent to be forgotten. */
        static final Scenario OLD_PARENTS = PARENTS.from(new Scenario.Beginning(4, Scenario.Packs.CONDEMNED));
        static final Scenario TWO_COLLECTORS =
                Scenario.small(new Scenario.Backups(2, 2), new Scenario.Others(2, 4, 2, 1, 0));
    }

    /** Remembers which parents were COMMITTED when somebody was about to open a session over them. */
    private static final class LatePin extends Rules {
        private final Set<SessionId> seenCommitted = new HashSet<>();

        static MetadataService of(Rules rules, MetadataService service) {
            return ((LatePin) rules).before(service);
        }

        @Override
        public boolean mayReuse(SessionRow parent) {
            return seenCommitted.contains(parent.id());
        }

        private MetadataService before(MetadataService service) {
            return new ForwardingService(service) {
                @Override
                public OpenedSession open(SessionRequest request) {
                    request.parent().flatMap(service::snapshot).ifPresent(parent -> seenCommitted.add(parent.id()));
                    return super.open(request);
                }
            };
        }
    }
}
