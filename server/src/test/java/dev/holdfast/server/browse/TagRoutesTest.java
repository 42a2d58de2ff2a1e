package dev.holdfast.server.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TagRoutesTest {
    private static final Caller ANN = BrowseServer.signedIn("s1");

    @TempDir
    Path directory;

    private TestTenant tenant;
    private BrowseServer server;
    private SessionId snapshot;

    @BeforeEach
    void open() {
        tenant = new TestTenant(directory.resolve("acme"), EncryptionMode.CLIENT);
        server = new BrowseServer(tenant);
        snapshot = tenant.snapshot("web", new Folder().file("a", "x"), "first");
        server.repositories.unlock(ANN, BrowseServer.TENANT, TestTenant.PASSPHRASE);
    }

    @AfterEach
    void close() {
        server.close();
        tenant.close();
    }

    private SnapshotView now() {
        return server.json(new TestCall("/snapshots/{id}", ANN).at(snapshot), SnapshotView.class);
    }

    private SnapshotView change(long version, String... tags) {
        return change(ANN, version, tags);
    }

    private SnapshotView change(Caller caller, long version, String... tags) {
        TestCall call = new TestCall("/snapshots/{id}", caller)
                .at(snapshot)
                .header("If-Match", "\"" + version + "\"")
                .changing(Method.PATCH, new TagRoutes.TagChange(List.of(tags)));
        return server.json(call, SnapshotView.class);
    }

    private static void refused(ErrorCode code, Executable act) {
        assertEquals(code, assertThrows(HoldfastException.class, act).code());
    }

    @Test
    void newTagsAreShownFoundAndSealed() {
        SnapshotView changed = change(now().version(), "before upgrade", " kept ", "kept");
        assertEquals(List.of("before upgrade", "kept"), changed.tags());
        assertEquals(changed, now());
        TestCall search = new TestCall("/snapshots", ANN).with("tag", "kept");
        assertEquals(1, server.json(search, SnapshotPage.class).snapshots().size());
        byte[] sealed = tenant.repository().metadata().snapshot(snapshot).orElseThrow().labels().sealedTags();
        assertTrue(sealed.length > 0);
        assertTrue(!new String(sealed, StandardCharsets.ISO_8859_1).contains("upgrade"), "tags lie readable on the server");
    }

    @Test
    void allTagsCanBeTakenAway() {
        assertEquals(List.of(), change(now().version()).tags());
        assertEquals(List.of(), now().tags());
    }

    @Test
    void whoReadAnOlderVersionChangesNothingButARepeatedRequestIsAnswered() {
        long read = now().version();
        SnapshotView done = change(read, "one");
        assertEquals(done, change(read, "one"));
        refused(ErrorCode.CHANGED_MEANWHILE, () -> change(read, "two"));
        assertEquals(List.of("one"), now().tags());
    }

    @Test
    void aLockedTenantKeepsItsTags() {
        long version = now().version();
        refused(ErrorCode.LOCKED, () -> change(BrowseServer.signedIn("s2"), version, "one"));
        assertEquals(List.of("first"), now().tags());
    }

    @Test
    void whatIsNoTagIsRefused() {
        List<String> many = new ArrayList<>(IntStream.range(0, 101).mapToObj(at -> "tag " + at).toList());
        for (String bad : List.of("", "  ", "a,b", "a\nb", "a\u0007", "x".repeat(1025))) {
            refused(ErrorCode.INVALID_ARGUMENT, () -> new TagRoutes.TagChange(List.of(bad)));
        }
        refused(ErrorCode.INVALID_ARGUMENT, () -> new TagRoutes.TagChange(many));
        refused(
                ErrorCode.INVALID_ARGUMENT,
                () -> server.call(new TestCall("/snapshots/{id}", ANN)
                        .at(snapshot)
                        .changing(Method.PATCH, new TagRoutes.TagChange(List.of("one")))));
    }
}
