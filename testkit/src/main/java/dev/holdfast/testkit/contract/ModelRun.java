package dev.holdfast.testkit.contract;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;

/**
 * Random operations on two stores, whose answers have to be the same. Few ids are used, so that operations meet; rows given to
 * compare-and-set are now and then stale.
 */
public final class ModelRun {
    private static final int SESSIONS = 8;
    private static final int CHUNKS = 60;

    private final MetadataStore model;
    private MetadataStore store;
    private final RandomGenerator random;
    private final String replay;
    private final List<SessionRow> seenSessions = new ArrayList<>();
    private final List<PackRow> seenPacks = new ArrayList<>();
    private BitSet lastPresent = new BitSet();
    private long lastWithdrawals;

    public ModelRun(MetadataStore model, MetadataStore store, long seed) {
        this.model = model;
        this.store = store;
        this.random = Seeds.generator(seed);
        this.replay = Seeds.replay(seed);
    }

    /** Goes on with a store that was opened again. */
    public void continueWith(MetadataStore reopened) {
        store = reopened;
    }

    /** Does and compares {@code count} operations. */
    public void operations(int count) {
        for (int i = 0; i < count; i++) {
            operation();
        }
    }

    private void operation() {
        switch (random.nextInt(18)) {
            case 0 -> insert();
            case 1 -> changeSession();
            case 2 -> removeSession();
            case 3 -> onSession(id -> both("beats", s -> beat(s, id)));
            case 4, 5, 6 -> allocate();
            case 7, 8 -> changePack();
            case 9 -> onPack(this::removePack);
            case 10, 11, 12 -> onPack(pack -> {
                PackContents contents = contents(pack.id().ordinal());
                both("put", s -> put(s, pack.id(), contents));
            });
            case 13 -> onPack(pack -> both("removeContents", s -> removeContents(s, pack.id())));
            case 14 -> onPack(this::mark);
            case 15, 16 -> claim();
            default -> compare();
        }
    }

    private void insert() {
        SessionRow draft = Rows.draft(random.nextInt(SESSIONS));
        boolean known = model.session(draft.id()).isPresent();
        String row = both("insert", s -> Rows.text(s.insert(draft)));
        if (!known) {
            seenSessions.add(model.session(draft.id()).orElseThrow(() -> new AssertionError(row)));
        }
    }

    private void changeSession() {
        onSession(id -> {
            SessionRow expected = seenSessions.get(random.nextInt(seenSessions.size()));
            SessionRow next =
                    switch (random.nextInt(3)) {
                        case 0 -> expected.committed(Rows.snapshot(random.nextInt(CHUNKS)));
                        case 1 -> expected.with(SessionState.EXPIRED);
                        default -> expected.with(SessionState.FORGOTTEN);
                    };
            if ("true".equals(both("cas session", s -> s.compareAndSet(expected, next)))) {
                seenSessions.add(next);
            }
        });
    }

    private void removeSession() {
        onSession(id -> {
            SessionRow row = seenSessions.get(random.nextInt(seenSessions.size()));
            both("remove session", s -> s.remove(row));
        });
    }

    private void allocate() {
        onSession(id -> {
            SessionRow row = seenSessions.get(random.nextInt(seenSessions.size()));
            SessionRow next = row.withPacks(row.packs() + 1);
            PackRow open = PackRow.open(new PackId(row.id(), row.packs()), PackKind.STRUCTURE);
            if ("true".equals(both("allocate", s -> s.allocate(row, next, open)))) {
                seenSessions.add(next);
                seenPacks.add(open);
            }
        });
    }

    private void changePack() {
        onPack(expected -> {
            PackRow next =
                    switch (expected.state()) {
                        case OPEN -> expected.live(Rows.sealed(random.nextInt(CHUNKS)));
                        case LIVE -> expected.with(PackState.CONDEMNED);
                        case CONDEMNED -> expected.barrier().isPresent()
                                ? expected.with(PackState.RETIRED)
                                : expected.withBarrier(random.nextInt(100));
                        case RETIRED -> expected;
                    };
            if ("true".equals(both("cas pack", s -> s.compareAndSet(expected, next)))) {
                seenPacks.add(next);
            }
        });
    }

    private void claim() {
        onSession(id -> {
            List<Fingerprint> chunks = someChunks();
            both("claim", s -> s.claim(id, chunks));
        });
    }

    private void removePack(PackRow row) {
        both("remove pack", s -> {
            s.remove(row);
            return s.pack(row.id());
        });
    }

    private void mark(PackRow row) {
        if (random.nextInt(3) == 0) {
            both("clearBad", s -> {
                s.clearBad(row.id());
                return s.damaged(1000);
            });
            return;
        }
        List<Fingerprint> chunks = someChunks();
        both("markBad", s -> {
            s.markBad(row.id(), chunks);
            return s.damaged(1000);
        });
    }

    /** The same chunk has the same references in every pack. */
    private PackContents contents(int ordinal) {
        List<Segment> segments = new ArrayList<>();
        Map<Fingerprint, References> references = new HashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            int number = random.nextInt(CHUNKS);
            Fingerprint chunk = Rows.chunk(number);
            segments.add(new Segment(1000L * i + ordinal, 1 + random.nextInt(1 << 20), List.of(chunk, Rows.chunk(random.nextInt(CHUNKS)))));
            if (number % 3 == 0) {
                references.put(chunk, new References(Rows.chunks(number, number + 2), Rows.chunks(number, number + 5)));
            }
        }
        return new PackContents(segments, references);
    }

    private List<Fingerprint> someChunks() {
        int from = random.nextInt(CHUNKS);
        return Rows.chunks(from, Math.min(CHUNKS, from + 1 + random.nextInt(20)));
    }

    /** Asks both stores everything there is to ask. */
    public void compare() {
        both("sequence", MetadataStore::sequence);
        both("sessions", s -> s.sessions(0, 1000).stream().map(Rows::text).toList());
        both("page", s -> s.sessions(3, 2).stream().map(Rows::text).toList());
        both("active", s -> s.activeSessions().stream().map(Rows::text).toList());
        both("packs", s -> s.packs(Optional.empty(), 1000));
        both("page", s -> s.packs(seenPacks.isEmpty() ? Optional.empty() : Optional.of(seenPacks.getFirst().id()), 3));
        both("damaged", s -> s.damaged(1000));
        both("few damaged", s -> s.damaged(2).size());
        List<Fingerprint> chunks = Rows.chunks(0, CHUNKS + 5);
        both("present", s -> s.present(chunks));
        withdrawn(chunks);
        both("facts", s -> s.facts(chunks).stream().map(ModelRun::sorted).toList());
        both("references", s -> chunks.stream().map(s::references).toList());
        both("contents", s -> seenPacks.stream().map(pack -> text(s.contents(pack.id()))).toList());
        both("counts", s -> {
            var counts = s.statistics();
            return List.of(counts.sessions(), counts.livePacks(), counts.packBytes(), counts.facts());
        });
    }

    /** What was present the last time still is, unless the store says that something was withdrawn. */
    private void withdrawn(List<Fingerprint> chunks) {
        long now = store.withdrawals();
        BitSet present = store.present(chunks);
        lastPresent.andNot(present);
        Assertions.assertTrue(lastPresent.isEmpty() || now > lastWithdrawals, () -> lastPresent + " were withdrawn unsaid; " + replay);
        lastPresent = present;
        lastWithdrawals = now;
    }

    private static List<String> sorted(List<Fact> facts) {
        return facts.stream().map(Fact::toString).sorted().toList();
    }

    private static String text(Optional<PackContents> contents) {
        return contents.map(known -> known.segments() + " " + new TreeMap<>(known.references())).orElse("none");
    }

    private static long beat(MetadataStore store, SessionId id) {
        store.beat(id);
        return store.beats(id);
    }

    private static Object put(MetadataStore store, PackId pack, PackContents contents) {
        store.putContents(pack, contents);
        return text(store.contents(pack));
    }

    private static Object removeContents(MetadataStore store, PackId pack) {
        store.removeContents(pack);
        return text(store.contents(pack));
    }

    private void onSession(Consumer<SessionId> action) {
        if (!seenSessions.isEmpty()) {
            action.accept(seenSessions.get(random.nextInt(seenSessions.size())).id());
        }
    }

    private void onPack(Consumer<PackRow> action) {
        if (!seenPacks.isEmpty()) {
            action.accept(seenPacks.get(random.nextInt(seenPacks.size())));
        }
    }

    /** Does the same to both and compares what comes out, a failure's code included. */
    private String both(String what, Function<MetadataStore, Object> action) {
        String expected = outcome(model, action);
        Assertions.assertEquals(expected, outcome(store, action), () -> what + "; " + replay);
        return expected;
    }

    private static String outcome(MetadataStore store, Function<MetadataStore, Object> action) {
        try {
            return String.valueOf(action.apply(store));
        } catch (HoldfastException e) {
            return e.code().toString();
        } catch (IllegalArgumentException e) {
            return "IllegalArgumentException";
        }
    }
}
