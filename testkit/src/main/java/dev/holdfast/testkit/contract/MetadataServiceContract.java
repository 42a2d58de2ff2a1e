package dev.holdfast.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.segment.SealedSegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MetadataService} does together with the {@link ChunkStore} beside it. */
public abstract class MetadataServiceContract {
    private static final int SEGMENT_BYTES = 4_096;
    private static final byte[] SEALED_MANIFEST = {1, 2, 3};

    private Optional<Opened> opened = Optional.empty();

    /** A repository: its rows, its packs, and the id that its packs bear. */
    public record Opened(MetadataService service, ChunkStore chunks, RepositoryId id) {}

    /** Opens an empty repository; called before each test. */
    protected abstract Opened openEmpty();

    @BeforeEach
    final void openRepository() {
        opened = Optional.of(openEmpty());
    }

    @AfterEach
    final void closeRepository() {
        service().close();
        chunks().close();
    }

    private MetadataService service() {
        return opened.orElseThrow().service();
    }

    private ChunkStore chunks() {
        return opened.orElseThrow().chunks();
    }

    private SessionId begun() {
        return service().open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
    }

    private static byte[] content(Fingerprint chunk) {
        byte[] segment = new byte[SEGMENT_BYTES];
        chunk.write(segment, 0);
        return segment;
    }

    /** Writes a pack with a segment for each chunk, durably, and does not declare it. */
    private FinishedPack write(PackId id, PackKind kind, List<Fingerprint> content) {
        try (PackSink sink = chunks().create(id)) {
            PackWriter writer = new PackWriter(new PackHeader(kind, id, opened.orElseThrow().id()), sink);
            content.forEach(chunk -> writer.append(new SealedSegment(kind, content(chunk), 0, SEGMENT_BYTES, SEGMENT_BYTES, List.of(chunk))));
            FinishedPack pack = writer.finish();
            sink.commit(pack.digest());
            return pack;
        }
    }

    private PackId send(SessionId session, PackKind kind, List<Fingerprint> content, Map<Fingerprint, References> references) {
        PackId id = service().allocate(session, kind);
        FinishedPack pack = write(id, kind, content);
        service().seal(id, pack.sizeBytes(), pack.digest(), new PackContents(pack.segments(), references));
        return id;
    }

    private void sendManifest(SessionId session, Fingerprint manifest, List<Fingerprint> data) {
        send(session, PackKind.STRUCTURE, List.of(manifest), Map.of(manifest, new References(List.of(), data)));
    }

    private Snapshot saved(int from, int to) {
        SessionId session = begun();
        send(session, PackKind.DATA, Rows.chunks(from, to), Map.of());
        sendManifest(session, Rows.chunk(1_000 + from), Rows.chunks(from, to));
        return assertInstanceOf(
                        CommitOutcome.Committed.class, service().commit(session, Rows.chunk(1_000 + from), SEALED_MANIFEST))
                .snapshot();
    }

    private static void assertExpired(Runnable action) {
        assertEquals(ErrorCode.SESSION_EXPIRED, assertThrows(HoldfastException.class, action::run).code());
    }

    @Test
    void sealedChunksArePresentWhereTheyAreSaidToLie() {
        SessionId session = begun();
        List<Fingerprint> known = Rows.chunks(0, 3);
        PackId pack = send(session, PackKind.DATA, known, Map.of());
        BitSet missing = service().missing(session, Rows.chunks(0, 5));
        assertEquals(BitSet.valueOf(new long[] {0b11000}), missing);
        List<List<Location>> found = service().locate(Rows.chunks(0, 4));
        for (int i = 0; i < known.size(); i++) {
            Location location = found.get(i).getFirst();
            assertEquals(pack, location.pack());
            byte[] read = new byte[location.length()];
            chunks().read(pack, location.offset(), read, 0, read.length);
            assertArrayEquals(content(known.get(i)), read);
        }
        assertEquals(List.of(), found.getLast());
        assertEquals(found, service().relocate(Rows.chunks(0, 4)));
    }

    @Test
    void whatIsNotSealedIsNotPresent() {
        SessionId session = begun();
        PackId pack = service().allocate(session, PackKind.DATA);
        write(pack, PackKind.DATA, Rows.chunks(0, 2));
        assertEquals(2, service().missing(session, Rows.chunks(0, 2)).cardinality());
        assertTrue(chunks().size(pack).isPresent());
        chunks().delete(pack);
        chunks().delete(pack);
        assertEquals(OptionalLong.empty(), chunks().size(pack));
    }

    @Test
    void packsAreListedReadInRangesAndNothingIsReadBeyondThem() {
        SessionId session = begun();
        PackId pack = send(session, PackKind.DATA, Rows.chunks(0, 200), Map.of());
        Set<PackId> listed = new TreeSet<>();
        chunks().list(listed::add);
        assertEquals(Set.of(pack), listed);
        int size = (int) chunks().size(pack).orElseThrow();
        byte[] whole = new byte[size];
        chunks().read(pack, 0, whole, 0, size);
        byte[] part = new byte[5_000];
        chunks().read(pack, 300_000, part, 10, 4_000);
        assertArrayEquals(Arrays.copyOfRange(whole, 300_000, 304_000), Arrays.copyOfRange(part, 10, 4_010));
        assertEquals(
                ErrorCode.PACK_DAMAGED,
                assertThrows(HoldfastException.class, () -> chunks().read(pack, size - 10, part, 0, 11)).code());
        PackId unknown = new PackId(session, 4_711);
        assertEquals(OptionalLong.empty(), chunks().size(unknown));
        assertEquals(
                ErrorCode.PACK_MISSING,
                assertThrows(HoldfastException.class, () -> chunks().read(unknown, 0, part, 0, 1)).code());
    }

    @Test
    void onlyWhatIsCompleteIsCommitted() {
        SessionId session = begun();
        Fingerprint manifest = Rows.chunk(100);
        sendManifest(session, manifest, Rows.chunks(0, 2));
        CommitOutcome.Incomplete incomplete =
                assertInstanceOf(CommitOutcome.Incomplete.class, service().commit(session, manifest, SEALED_MANIFEST));
        assertEquals(Set.copyOf(Rows.chunks(0, 2)), Set.copyOf(incomplete.missing()));
        assertEquals(List.of(), service().snapshots());
        send(session, PackKind.DATA, Rows.chunks(0, 2), Map.of());
        Snapshot snapshot = assertInstanceOf(CommitOutcome.Committed.class, service().commit(session, manifest, SEALED_MANIFEST)).snapshot();
        assertEquals(session, snapshot.id());
        assertEquals(manifest, snapshot.manifest());
        assertArrayEquals(SEALED_MANIFEST, service().snapshot(session).orElseThrow().sealedManifest());
    }

    @Test
    void aCommitThatIsRepeatedIsTheSame() {
        Snapshot snapshot = saved(0, 2);
        CommitOutcome again = service().commit(snapshot.id(), snapshot.manifest(), SEALED_MANIFEST);
        assertEquals(snapshot.sequence(), assertInstanceOf(CommitOutcome.Committed.class, again).snapshot().sequence());
        assertEquals(1, service().snapshots().size());
    }

    @Test
    void snapshotsComeInTheirOrderAndCanBeParents() {
        Snapshot first = saved(0, 2);
        Snapshot second = saved(10, 12);
        assertEquals(List.of(first.id(), second.id()), service().snapshots().stream().map(Snapshot::id).toList());
        assertTrue(first.sequence() < second.sequence());
        Optional<Snapshot> parent = service().open(new SessionRequest(Optional.of(first.id()), SessionOwner.UNKNOWN)).parent();
        assertEquals(Optional.of(first.id()), parent.map(Snapshot::id));
        assertEquals(Optional.empty(), service().snapshot(Rows.session(7)));
    }

    @Test
    void aSessionThatWasGivenUpIsLost() {
        SessionId session = begun();
        service().heartbeat(session);
        service().abandon(session);
        service().abandon(session);
        assertExpired(() -> service().heartbeat(session));
        assertExpired(() -> service().allocate(session, PackKind.DATA));
        assertExpired(() -> service().claim(session, Rows.chunks(0, 1)));
        assertInstanceOf(CommitOutcome.Expired.class, service().commit(session, Rows.chunk(1), SEALED_MANIFEST));
    }

    @Test
    void oneSessionIsGrantedWhatTheOthersWaitFor() {
        SessionId one = begun();
        SessionId other = begun();
        assertEquals(List.of(ClaimState.GRANTED, ClaimState.GRANTED), service().claim(one, Rows.chunks(0, 2)));
        assertEquals(List.of(ClaimState.HELD, ClaimState.HELD, ClaimState.GRANTED), service().claim(other, Rows.chunks(0, 3)));
        send(one, PackKind.DATA, Rows.chunks(0, 1), Map.of());
        assertEquals(List.of(ClaimState.PRESENT, ClaimState.HELD), service().claim(other, Rows.chunks(0, 2)));
        service().abandon(one);
        assertEquals(List.of(ClaimState.PRESENT, ClaimState.GRANTED), service().claim(other, Rows.chunks(0, 2)));
    }

    @Test
    void labelsChangeOnlyWhatWasSeenAndAProtectedSnapshotIsNotForgotten() {
        Snapshot seen = saved(0, 2);
        SnapshotLabels kept = new SnapshotLabels(SnapshotLabels.Protection.PROTECTED, new byte[] {9, 8});
        assertTrue(service().relabel(seen, kept));
        SnapshotLabels late = new SnapshotLabels(SnapshotLabels.Protection.NONE, new byte[] {7});
        assertFalse(service().relabel(seen, late), "it was changed since it was seen");
        Snapshot now = service().snapshot(seen.id()).orElseThrow();
        assertEquals(SnapshotLabels.Protection.PROTECTED, now.labels().protection());
        assertArrayEquals(new byte[] {9, 8}, now.labels().sealedTags());
        assertFalse(isForgotten(now));
        assertTrue(service().snapshot(seen.id()).isPresent());
    }

    private boolean isForgotten(Snapshot snapshot) {
        try {
            return service().forget(snapshot);
        } catch (HoldfastException e) {
            // Who sees why may say so.
            assertEquals(ErrorCode.SNAPSHOT_PROTECTED, e.code());
            return false;
        }
    }

    @Test
    void aForgottenSnapshotIsGone() {
        Snapshot seen = saved(0, 2);
        assertTrue(service().forget(seen));
        assertEquals(Optional.empty(), service().snapshot(seen.id()));
        assertEquals(List.of(), service().snapshots());
    }

    @Test
    void aQuestionOfTheLargestSizeIsAnswered() {
        SessionId session = begun();
        List<Fingerprint> many = Rows.chunks(0, MetadataService.MAX_BATCH);
        assertEquals(MetadataService.MAX_BATCH, service().missing(session, many).cardinality());
        Map<ClaimState, Integer> states = new HashMap<>();
        service().claim(session, many).forEach(state -> states.merge(state, 1, Integer::sum));
        assertEquals(Map.of(ClaimState.GRANTED, MetadataService.MAX_BATCH), states);
    }
}
