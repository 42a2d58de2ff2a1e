package dev.holdfast.server.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.wire.ClaimAnswer;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.core.wire.LocateAnswer;
import dev.holdfast.core.wire.ReadRequest;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.testkit.contract.Rows;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup through the operations, and reading it back. */
final class BackupTest {
    @TempDir
    private static Path first = Path.of("");

    @TempDir
    private Path directory = Path.of("");

    private Site site = new Site(first);
    private TestAgent one = new TestAgent(site, Site.agent("one"));
    private TestAgent other = new TestAgent(site, Site.agent("other"));

    @BeforeEach
    void openSite() {
        site.close();
        site = new Site(directory).initialised();
        one = new TestAgent(site, Site.agent("one"));
        other = new TestAgent(site, Site.agent("other"));
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void whatOneAgentSentNobodySendsAgain() {
        List<Fingerprint> data = Rows.chunks(0, 20);
        one.backup(Rows.chunk(100), data);
        SessionId session = other.open();
        assertEquals(new BitSet(), other.missing(session, data));
        BitSet expected = new BitSet();
        expected.set(20, 25);
        assertEquals(expected, other.missing(session, Rows.chunks(0, 25)));
    }

    @Test
    void snapshotCarriesTheTimeOfTheServerAndItsAgent() {
        site.advance(Duration.ofMinutes(5));
        SnapshotRow made = one.backup(Rows.chunk(100), Rows.chunks(0, 3));
        assertEquals(Site.START.plus(Duration.ofMinutes(5)), made.time());
        assertEquals(new SnapshotRow.AgentReference("one", "name of one"), made.agent());
        site.advance(Duration.ofMinutes(5));
        SessionRoutes.Committed again = one.commit(SessionId.parse(made.id()), Rows.chunk(100));
        assertEquals("committed", again.outcome());
        assertEquals(made.time(), java.util.Objects.requireNonNull(again.snapshot()).time());
    }

    @Test
    void whatABackupSaysOfItselfIsKeptWithinBoundsAndToldOnWithWhatTheServerCounted() {
        SessionId session = one.open();
        TestAgent.Made sent =
                one.send(session, PackKind.STRUCTURE, List.of(Rows.chunk(100)), Map.of(Rows.chunk(100), References.NONE));
        String totals = ", \"totals\": {\"files\": 3, \"source_bytes\": 9223372036854775807, \"new_bytes\": -5}";
        SnapshotRow row = java.util.Objects.requireNonNull(one.commit(session, Rows.chunk(100), totals).snapshot());
        BackupTotals kept = new BackupTotals(3, 0, BackupTotals.MAX, 0, 0);
        assertEquals(kept, row.totals());
        Site.Heard heard = site.commits.getLast();
        assertEquals(session, heard.snapshot());
        assertEquals(Optional.of(kept), heard.entry().totals());
        assertEquals(sent.bytes().length, heard.storedBytes());

        site.close();
        site = new Site(directory);
        assertEquals(Optional.of(kept), site.sessions().origin(Site.TENANT, session).orElseThrow().totals());
    }

    @Test
    void agentSeesItsOwnSnapshotsOnlyAndPeopleSeeAll() {
        SnapshotRow first = one.backup(Rows.chunk(100), Rows.chunks(0, 3));
        SnapshotRow second = other.backup(Rows.chunk(101), Rows.chunks(0, 3));
        assertEquals(List.of(first.id()), ids(one.request()));
        assertEquals(List.of(second.id()), ids(other.request()));
        assertEquals(List.of(first.id(), second.id()), ids(Site.request(Site.person(Role.READER))));
        Site.assertFails(
                ErrorCode.SNAPSHOT_NOT_FOUND,
                () -> site.call(Method.GET, "/snapshots/{snapshot}", one.request().path("snapshot", second.id())));
    }

    private List<String> ids(TestCall call) {
        SnapshotRow.Listing listing = Site.json(site.call(Method.GET, "/snapshots", call), SnapshotRow.Listing.class);
        return listing.snapshots().stream().map(SnapshotRow::id).toList();
    }

    @Test
    void anotherAgentsParentIsNotPinned() {
        SnapshotRow first = one.backup(Rows.chunk(100), Rows.chunks(0, 3));
        String wish = "{\"parent\": \"" + first.id() + "\"}";
        SessionRoutes.Opened own =
                Site.json(site.call(Method.POST, "/sessions", one.request().json(wish)), SessionRoutes.Opened.class);
        SessionRoutes.Opened foreign =
                Site.json(site.call(Method.POST, "/sessions", other.request().json(wish)), SessionRoutes.Opened.class);
        assertEquals(first.id(), java.util.Objects.requireNonNull(own.parent()).id());
        assertTrue(foreign.parent() == null);
    }

    @Test
    void everyChunkIsFoundAndReadBackByteForByte() {
        List<Fingerprint> data = Rows.chunks(0, 10);
        one.backup(Rows.chunk(100), data);
        LocateAnswer found = locate(other, data);
        List<ReadRequest.Range> ranges = found.locations().stream()
                .map(List::getFirst)
                .map(place -> new ReadRequest.Range(place.pack(), place.offset(), place.length()))
                .toList();
        Reply reply = site.call(Method.POST, "/reads", other.request().body(new ReadRequest(ranges).encode()));
        ByteBuffer answer = ByteBuffer.wrap(Site.bytes(reply));
        for (Fingerprint chunk : data) {
            assertEquals(ReadRequest.Status.READ, ReadRequest.Status.of(answer.get()));
            byte[] segment = new byte[answer.getInt()];
            answer.get(segment);
            assertArrayEquals(chunk.toBytes(), Arrays.copyOf(segment, Fingerprint.BYTES));
        }
        assertEquals(0, answer.remaining());
    }

    @Test
    void readsTellWhatIsMissingAndWhatIsTooShort() {
        one.backup(Rows.chunk(100), Rows.chunks(0, 2));
        Location place = locate(one, Rows.chunks(0, 1)).locations().getFirst().getFirst();
        PackId gone = new PackId(place.pack().session(), 77);
        ReadRequest request = new ReadRequest(List.of(
                new ReadRequest.Range(gone, 0, 10),
                new ReadRequest.Range(place.pack(), 1 << 20, 10),
                new ReadRequest.Range(place.pack(), 0, 4)));
        ByteBuffer answer = ByteBuffer.wrap(
                Site.bytes(site.call(Method.POST, "/reads", one.request().body(request.encode()))));
        assertEquals(ReadRequest.Status.MISSING, ReadRequest.Status.of(answer.get()));
        assertEquals(0, answer.getInt());
        assertEquals(ReadRequest.Status.DAMAGED, ReadRequest.Status.of(answer.get()));
        assertEquals(0, answer.getInt());
        assertEquals(ReadRequest.Status.READ, ReadRequest.Status.of(answer.get()));
        assertEquals(4, answer.getInt());
        assertEquals('H', answer.get());
    }

    @Test
    void structurePacksAreToldWholeToTheirWriterOnly() {
        one.backup(Rows.chunk(100), Rows.chunks(0, 2));
        assertEquals(1, locate(one, List.of(Rows.chunk(100))).neighbours().size());
        assertEquals(0, locate(one, Rows.chunks(0, 2)).neighbours().size());
        assertEquals(0, locate(other, List.of(Rows.chunk(100))).neighbours().size());
    }

    private LocateAnswer locate(TestAgent agent, List<Fingerprint> chunks) {
        Reply reply = site.call(Method.POST, "/locate", agent.request().body(FingerprintList.encode(chunks)));
        return LocateAnswer.decode(Site.bytes(reply), chunks.size());
    }

    @Test
    void stretchOfAPackIsGivenAsAskedFor() {
        SessionId session = one.open();
        TestAgent.Made made = one.send(session, PackKind.DATA, Rows.chunks(0, 2), Map.of());
        Reply whole = site.call(Method.GET, "/packs/{pack}", one.request().path("pack", made.id()));
        assertEquals(200, whole.status());
        assertArrayEquals(made.bytes(), Site.bytes(whole));
        Reply part = site.call(
                Method.GET, "/packs/{pack}", one.request().path("pack", made.id()).header("Range", "bytes=10-19"));
        assertEquals(206, part.status());
        assertEquals("bytes 10-19/" + made.bytes().length, part.headers().get("Content-Range"));
        assertArrayEquals(Arrays.copyOfRange(made.bytes(), 10, 20), Site.bytes(part));
        Reply beyond = site.call(
                Method.GET, "/packs/{pack}", one.request().path("pack", made.id()).header("Range", "bytes=99999999-"));
        assertEquals(416, beyond.status());
        Site.assertFails(
                ErrorCode.PACK_MISSING,
                () -> site.call(Method.GET, "/packs/{pack}", one.request().path("pack", new PackId(session, 50))));
    }

    @Test
    void claimedChunkIsHeldUntilItIsSealed() {
        SessionId mine = one.open();
        SessionId theirs = other.open();
        assertEquals(List.of(ClaimState.GRANTED), claim(one, mine));
        assertEquals(List.of(ClaimState.HELD), claim(other, theirs));
        one.send(mine, PackKind.DATA, Rows.chunks(0, 1), Map.of());
        assertEquals(List.of(ClaimState.PRESENT), claim(other, theirs));
    }

    private List<ClaimState> claim(TestAgent agent, SessionId session) {
        Reply reply = site.call(
                Method.POST,
                "/sessions/{session}/claims",
                agent.request().path("session", session).body(FingerprintList.encode(Rows.chunks(0, 1))));
        return ClaimAnswer.decode(Site.bytes(reply), 1);
    }

    @Test
    void commitWithoutItsChunksTellsWhichAreMissing() {
        SessionId session = one.open();
        SessionRoutes.Committed committed = one.commit(session, Rows.chunk(100));
        assertEquals("incomplete", committed.outcome());
        assertArrayEquals(Rows.chunk(100).toBytes(), committed.missing());
        site.call(Method.DELETE, "/sessions/{session}", one.request().path("session", session));
        assertEquals("expired", one.commit(session, Rows.chunk(100)).outcome());
        Site.assertFails(
                ErrorCode.SESSION_EXPIRED,
                () -> site.call(Method.POST, "/sessions/{session}/heartbeat", one.request().path("session", session)));
    }
}
