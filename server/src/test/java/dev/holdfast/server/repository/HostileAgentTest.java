package dev.holdfast.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.wire.PackSeal;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Role;
import dev.holdfast.testkit.contract.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents and people may not do, and what may be repeated without harm. */
final class HostileAgentTest {
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

    private TestAgent.Made made() {
        PackId id = one.allocate(one.open(), PackKind.DATA);
        return TestAgent.pack(id, PackKind.DATA, Rows.chunks(0, 4));
    }

    private void assertNothingStored(PackId pack) {
        assertTrue(site.repository().chunks().size(pack).isEmpty());
    }

    @Test
    void packWithOtherBytesThanDeclaredLeavesNothing() {
        TestAgent.Made made = made();
        byte[] changed = made.bytes().clone();
        changed[200] ^= 1;
        Site.assertFails(
                ErrorCode.PACK_DAMAGED,
                () -> site.call(Method.PUT, "/packs/{pack}", one.upload(made).body(changed)));
        assertNothingStored(made.id());
        assertEquals(201, one.put(made).status());
    }

    @Test
    void packThatEndsEarlyLeavesNothing() {
        TestAgent.Made made = made();
        Site.assertFails(
                ErrorCode.PACK_DAMAGED,
                () -> site.call(Method.PUT, "/packs/{pack}", one.upload(made).length(made.bytes().length + 10)));
        assertNothingStored(made.id());
    }

    @Test
    void bytesThatAreNoPackOrAnotherPackAreRefused() {
        TestAgent.Made made = made();
        TestAgent.Made another = TestAgent.pack(new PackId(made.id().session(), 9), PackKind.DATA, Rows.chunks(0, 4));
        Site.assertFails(
                ErrorCode.PACK_DAMAGED,
                () -> site.call(Method.PUT, "/packs/{pack}", one.upload(another).path("pack", made.id())));
        byte[] noise = new byte[100_000];
        String digest = Digest.of(dev.holdfast.core.crypto.Sha256.of(noise)).toString();
        Site.assertFails(
                ErrorCode.PACK_DAMAGED,
                () -> site.call(
                        Method.PUT,
                        "/packs/{pack}",
                        one.request().path("pack", made.id()).header("X-Content-SHA256", digest).body(noise)));
        assertNothingStored(made.id());
    }

    @Test
    void uploadNeedsLengthDigestAndAnIdThatWasGivenOut() {
        TestAgent.Made made = made();
        Site.assertFails(
                ErrorCode.INVALID_ARGUMENT, () -> site.call(Method.PUT, "/packs/{pack}", one.upload(made).length(-1)));
        Site.assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> site.call(Method.PUT, "/packs/{pack}", one.upload(made).header("X-Content-SHA256", "beef")));
        TestAgent.Made never = TestAgent.pack(new PackId(made.id().session(), 9), PackKind.DATA, Rows.chunks(0, 4));
        Site.assertFails(ErrorCode.SESSION_EXPIRED, () -> one.put(never));
    }

    @Test
    void uploadAndSealAndCommitMayBeRepeated() {
        TestAgent.Made made = made();
        assertEquals(201, one.put(made).status());
        assertEquals(200, one.put(made).status());
        assertEquals(204, one.seal(made, Map.of()).status());
        assertEquals(204, one.seal(made, Map.of()).status());
        assertEquals(200, one.put(made).status());
        TestAgent.Made different = TestAgent.pack(made.id(), PackKind.DATA, Rows.chunks(5, 9));
        Site.assertFails(ErrorCode.CONFLICT, () -> one.put(different));
        Site.assertFails(ErrorCode.CONFLICT, () -> one.seal(different, Map.of()));
    }

    @Test
    void sealMustSayWhatLiesThere() {
        TestAgent.Made made = made();
        Site.assertFails(ErrorCode.PACK_MISSING, () -> one.seal(made, Map.of()));
        one.put(made);
        PackContents contents = new PackContents(made.pack().segments(), Map.of());
        assertSealFails(ErrorCode.PACK_DAMAGED, new PackSeal(made.bytes().length + 1, made.digest(), contents), made.id());
        assertSealFails(ErrorCode.PACK_DAMAGED, new PackSeal(made.bytes().length, Rows.digest(3), contents), made.id());
        PackContents fewer = new PackContents(made.pack().segments().subList(0, 2), Map.of());
        assertSealFails(ErrorCode.INVALID_ARGUMENT, new PackSeal(made.bytes().length, made.digest(), fewer), made.id());
        Map<Fingerprint, References> strange = Map.of(Rows.chunk(0), new References(List.of(), Rows.chunks(50, 51)));
        Site.assertFails(ErrorCode.INVALID_ARGUMENT, () -> one.seal(made, strange));
        assertEquals(0, site.repository().rows().present(Rows.chunks(0, 4)).cardinality());
        assertEquals(204, one.seal(made, Map.of()).status());
        assertEquals(4, site.repository().rows().present(Rows.chunks(0, 4)).cardinality());
    }

    private void assertSealFails(ErrorCode code, PackSeal seal, PackId pack) {
        Site.assertFails(
                code,
                () -> site.call(Method.POST, "/packs/{pack}/seal", one.request().path("pack", pack).body(seal.encode())));
    }

    @Test
    void sealIsCheckedAgainstTheBytesEvenAfterARestart() {
        TestAgent.Made made = made();
        one.put(made);
        site.close();
        site = new Site(directory);
        one = new TestAgent(site, Site.agent("one"));
        Site.assertFails(ErrorCode.PACK_DAMAGED, () -> one.seal(TestAgent.pack(made.id(), PackKind.DATA, Rows.chunks(5, 9)), Map.of()));
        assertEquals(204, one.seal(made, Map.of()).status());
    }

    @Test
    void anotherAgentsSessionAndPacksAreNotThere() {
        TestAgent.Made made = made();
        SessionId session = made.id().session();
        Site.assertFails(ErrorCode.NOT_FOUND, () -> other.missing(session, Rows.chunks(0, 1)));
        Site.assertFails(ErrorCode.NOT_FOUND, () -> other.allocate(session, PackKind.DATA));
        Site.assertFails(ErrorCode.NOT_FOUND, () -> other.commit(session, Rows.chunk(1)));
        Site.assertFails(ErrorCode.NOT_FOUND, () -> other.put(made));
        one.put(made);
        Site.assertFails(ErrorCode.NOT_FOUND, () -> other.seal(made, Map.of()));
        Site.assertFails(ErrorCode.NOT_FOUND, () -> delete(other, made.id()));
        Site.assertFails(
                ErrorCode.NOT_FOUND,
                () -> site.call(Method.DELETE, "/sessions/{session}", other.request().path("session", session)));
    }

    private void delete(TestAgent agent, PackId pack) {
        site.call(Method.DELETE, "/packs/{pack}", agent.request().path("pack", pack));
    }

    @Test
    void packIsTakenBackUntilItIsSealedAndNeverAfter() {
        TestAgent.Made made = made();
        one.put(made);
        delete(one, made.id());
        assertNothingStored(made.id());
        delete(one, made.id());
        one.put(made);
        one.seal(made, Map.of());
        Site.assertFails(ErrorCode.CONFLICT, () -> delete(one, made.id()));
        Site.assertFails(
                ErrorCode.CONFLICT,
                () -> site.call(
                        Method.DELETE, "/packs/{pack}", Site.request(Site.person(Role.ADMIN)).path("pack", made.id())));
    }

    @Test
    void agentNeitherForgetsNorUnprotects() {
        SnapshotRow snapshot = one.backup(Rows.chunk(100), Rows.chunks(0, 2));
        site.advance(Site.MINIMUM_AGE.plus(Duration.ofHours(1)));
        Site.assertFails(ErrorCode.FORBIDDEN, () -> change(Method.DELETE, one.request(), snapshot.id(), 99));
        SnapshotRow kept = Site.json(
                change(Method.PATCH, one.request().json("{\"protected\": true}"), snapshot.id(), snapshot.version()), SnapshotRow.class);
        assertTrue(kept.isProtected());
        Site.assertFails(
                ErrorCode.FORBIDDEN,
                () -> change(Method.PATCH, one.request().json("{\"protected\": false}"), kept.id(), kept.version()));
        Site.assertFails(
                ErrorCode.SNAPSHOT_NOT_FOUND,
                () -> change(Method.PATCH, other.request().json("{\"protected\": true}"), kept.id(), kept.version()));
    }

    private dev.holdfast.server.api.Reply change(Method method, TestCall call, String snapshot, long version) {
        return site.call(
                method, "/snapshots/{snapshot}", call.path("snapshot", snapshot).header("If-Match", "\"" + version + "\""));
    }

    private static TestCall operator() {
        return Site.request(Site.person(Role.OPERATOR));
    }

    @Test
    void snapshotIsForgottenOnceItIsOldEnoughAndTheQuestionMayBeRepeated() {
        SnapshotRow snapshot = one.backup(Rows.chunk(100), Rows.chunks(0, 2));
        Site.assertFails(
                ErrorCode.SNAPSHOT_PROTECTED,
                () -> change(Method.DELETE, operator(), snapshot.id(), snapshot.version()));
        site.advance(Site.MINIMUM_AGE.plus(Duration.ofHours(1)));
        Site.assertFails(
                ErrorCode.CHANGED_MEANWHILE,
                () -> change(Method.DELETE, operator(), snapshot.id(), snapshot.version() + 5));
        assertEquals(204, change(Method.DELETE, operator(), snapshot.id(), snapshot.version()).status());
        assertEquals(204, change(Method.DELETE, operator(), snapshot.id(), snapshot.version()).status());
        Site.assertFails(ErrorCode.SNAPSHOT_NOT_FOUND, () -> change(Method.DELETE, operator(), snapshot.id(), 99));
        assertEquals(List.of("snapshot.forget " + snapshot.id()), site.acts);
    }

    @Test
    void protectionStaysUntilSomebodyApprovesAndTagsChangeAtOnce() {
        SnapshotRow snapshot = one.backup(Rows.chunk(100), Rows.chunks(0, 2));
        TestCall protect = operator().json("{\"protected\": true}");
        SnapshotRow kept =
                Site.json(change(Method.PATCH, protect, snapshot.id(), snapshot.version()), SnapshotRow.class);
        SnapshotRow again =
                Site.json(change(Method.PATCH, protect, snapshot.id(), snapshot.version()), SnapshotRow.class);
        assertEquals(kept.version(), again.version());
        TestCall free = operator().json("{\"protected\": false, \"sealed_tags\": \"AQ==\"}");
        assertEquals(202, change(Method.PATCH, free, kept.id(), kept.version()).status());
        SnapshotRow now = Site.json(
                site.call(Method.GET, "/snapshots/{snapshot}", operator().path("snapshot", kept.id())), SnapshotRow.class);
        assertTrue(now.isProtected());
        assertEquals(1, now.sealedTags().length);
        Site.assertFails(
                ErrorCode.SNAPSHOT_PROTECTED, () -> change(Method.DELETE, operator(), now.id(), now.version()));
    }

    @Test
    void agentAddsKeysOfItsOwnAndNothingElse() {
        Site.assertFails(ErrorCode.FORBIDDEN, () -> write(one.request(), "keys/slot-aa", "*"));
        Site.assertFails(ErrorCode.FORBIDDEN, () -> write(one.request(), "generations/00000001", "*"));
        Site.assertFails(ErrorCode.FORBIDDEN, () -> write(Site.request(Site.person(Role.ADMIN)), "generations/00000001", "*"));
        Site.assertFails(ErrorCode.FORBIDDEN, () -> write(operator(), "repository", ""));
        Site.assertFails(ErrorCode.FORBIDDEN, () -> write(Site.request(Site.person(Role.READER)), "keys/data-1-aa", "*"));
        write(one.request(), "keys/agent-aa", "*");
        Site.assertFails(ErrorCode.CHANGED_MEANWHILE, () -> write(one.request(), "keys/agent-aa", "*"));
        Site.assertFails(ErrorCode.FORBIDDEN, () -> write(one.request(), "keys/agent-aa", ""));
        write(operator(), "keys/slot-aa", "*");
        Site.assertFails(ErrorCode.INVALID_ARGUMENT, () -> write(operator(), "keys/../../x", "*"));
        Site.assertFails(ErrorCode.INVALID_ARGUMENT, () -> write(operator(), "keys/UPPER", "*"));
        Site.assertFails(ErrorCode.NOT_FOUND, () -> site.call(Method.GET, "/files/{name...}", one.request().path("name", "keys/none")));
    }

    private void write(TestCall call, String name, String condition) {
        site.call(Method.PUT, "/files/{name...}", call.path("name", name).header("If-None-Match", condition).body(new byte[] {1}));
    }

    @Test
    void quotaIsAskedBeforeAPackIsRead() {
        site.tenants.change(
                Site.TENANT,
                new dev.holdfast.server.tenant.Tenant.Limits(java.util.OptionalLong.of(1000), java.util.OptionalInt.empty()));
        TestAgent.Made made = made();
        Site.assertFails(ErrorCode.QUOTA_EXCEEDED, () -> one.put(made));
        assertNothingStored(made.id());
    }

    @Test
    void sweptPackLeavesNoBytes() {
        TestAgent.Made made = made();
        one.put(made);
        site.call(Method.DELETE, "/sessions/{session}", one.request().path("session", made.id().session()));
        var row = site.repository().rows().pack(made.id()).orElseThrow();
        site.repository().rows().compareAndSet(row, row.with(dev.holdfast.storage.metadata.PackState.RETIRED));
        Site.assertFails(ErrorCode.SESSION_EXPIRED, () -> one.seal(made, Map.of()));
        assertNothingStored(made.id());
        Site.assertFails(ErrorCode.SESSION_EXPIRED, () -> one.put(made));
    }
}
