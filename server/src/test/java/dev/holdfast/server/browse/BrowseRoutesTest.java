package dev.holdfast.server.browse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.testkit.contract.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class BrowseRoutesTest {
    private static final Caller READER = BrowseServer.token("192.0.2.9");

    @TempDir
    Path directory;

    private TestTenant tenant;
    private BrowseServer server;

    @BeforeEach
    void open() {
        tenant = new TestTenant(directory.resolve("acme"), EncryptionMode.NONE);
        server = new BrowseServer(tenant);
    }

    @AfterEach
    void close() {
        server.close();
        tenant.close();
    }

    private static TestCall get(String route) {
        return new TestCall(route, READER);
    }

    private EntryPage entries(SessionId snapshot, String path) {
        return server.json(get("/snapshots/{id}/entries").at(snapshot).with("path", path), EntryPage.class);
    }

    private static void refused(ErrorCode code, Executable act) {
        assertEquals(code, assertThrows(HoldfastException.class, act).code());
    }

    @Test
    void agentsNeverBrowse() {
        BrowseRoutes routes = new BrowseRoutes(
                server.repositories, new SnapshotMakers(server, (tenant, agent) -> Optional.empty()), server.clock);
        routes.routes().forEach(route -> {
            Access.InTenant access = (Access.InTenant) route.access();
            assertFalse(access.roles().contains(Role.AGENT), route.path());
        });
    }

    @Test
    void snapshotsComeNewestFirstAndPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            made.addFirst(tenant.snapshot("host-" + i % 3, new Folder(), "tag-" + i % 2).toString());
        }
        List<String> told = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            TestCall call = get("/snapshots").with("limit", 10);
            after.ifPresent(cursor -> call.with("after", cursor));
            SnapshotPage page = server.json(call, SnapshotPage.class);
            page.snapshots().forEach(snapshot -> told.add(snapshot.id()));
            after = Optional.ofNullable(page.next());
        } while (after.isPresent());
        assertEquals(made, told);
    }

    @Test
    void snapshotsAreFoundByWordsHostTagAndAgent() {
        SessionId first = tenant.snapshot("Web-1", new Folder(), "weekly");
        SessionId second = tenant.snapshot("db", new Folder(), "nightly", "keep me");
        server.put(second, new SnapshotOrigin(Optional.of("a7"), "db", Instant.EPOCH));
        assertEquals(List.of(first), found(get("/snapshots").with("query", "web WEEK")));
        assertEquals(List.of(second), found(get("/snapshots").with("query", second.toString().substring(0, 6))));
        assertEquals(List.of(second), found(get("/snapshots").with("tag", "keep me")));
        assertEquals(List.of(first), found(get("/snapshots").with("host", "Web-1")));
        assertEquals(List.of(second), found(get("/snapshots").with("agent", "a7")));
        assertEquals(List.of(), found(get("/snapshots").with("query", "web nightly")));
        SnapshotView view = server.json(get("/snapshots/{id}").at(second), SnapshotView.class);
        assertEquals(new SnapshotView.AgentReference("a7", "name of a7"), view.agent());
        assertEquals(Instant.EPOCH, view.serverTime());
        assertNull(server.json(get("/snapshots/{id}").at(first), SnapshotView.class).serverTime());
    }

    private List<SessionId> found(TestCall call) {
        return server.json(call, SnapshotPage.class).snapshots().stream()
                .map(snapshot -> SessionId.parse(snapshot.id()))
                .toList();
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        SessionId snapshot = tenant.snapshot("web", new Folder().file("a", "x"));
        refused(ErrorCode.SNAPSHOT_NOT_FOUND, () -> server.call(get("/snapshots/{id}").at("ff".repeat(16))));
        refused(ErrorCode.SNAPSHOT_NOT_FOUND, () -> server.call(get("/snapshots/{id}").at("../../etc")));
        refused(ErrorCode.PATH_NOT_FOUND, () -> entries(snapshot, "/b"));
        refused(ErrorCode.INVALID_ARGUMENT, () -> entries(snapshot, "/a"));
        refused(ErrorCode.INVALID_ARGUMENT, () -> entries(snapshot, "/\0"));
        refused(
                ErrorCode.INVALID_ARGUMENT,
                () -> server.call(get("/snapshots/{id}/entries").at(snapshot).with("after", "!!")));
        refused(
                ErrorCode.INVALID_ARGUMENT,
                () -> server.call(get("/snapshots/{id}/entries").at(snapshot).with("path_base64", "%")));
        refused(ErrorCode.INVALID_ARGUMENT, () -> server.call(get("/diff").with("from", snapshot).with("to", snapshot).with("after", "AAAA")));
        refused(ErrorCode.PATH_NOT_FOUND, () -> server.call(get("/diff").with("from", snapshot).with("to", snapshot).with("path", "/b")));
    }

    @Test
    void pathsDoNotLeaveTheSnapshot() {
        SessionId snapshot = tenant.snapshot("web", new Folder().file("a", "x"));
        assertEquals("/", entries(snapshot, "/../../..").path());
        assertEquals("a", entries(snapshot, "/..").entries().getFirst().name());
    }

    @Test
    void hostileNamesComeBackByteByByte() {
        List<byte[]> names = List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe},
                "<img src=x onerror=alert(1)>".getBytes(StandardCharsets.UTF_8),
                "a\nb\r\"c\\;%2F".getBytes(StandardCharsets.UTF_8),
                "..%2f..%2fetc".getBytes(StandardCharsets.UTF_8),
                "\u202egnp.exe".getBytes(StandardCharsets.UTF_8),
                "x".repeat(255).getBytes(StandardCharsets.UTF_8));
        Folder inner = new Folder();
        names.forEach(name -> inner.file(FileName.of(name), name));
        Folder root = new Folder().put(FileName.of(new byte[] {(byte) 0x80}), new Folder.Content.Inner(inner));
        SessionId snapshot = tenant.snapshot("web", root);
        String path = Base64Text.of(new byte[] {'/', (byte) 0x80});
        EntryPage page =
                server.json(get("/snapshots/{id}/entries").at(snapshot).with("path_base64", path), EntryPage.class);
        assertEquals(names.size(), page.entries().size());
        for (EntryView entry : page.entries()) {
            byte[] name = Base64Text.read(entry.nameBase64()).orElseThrow();
            assertTrue(names.stream().anyMatch(known -> Arrays.equals(known, name)));
            var reply = server.call(get("/snapshots/{id}/file").at(snapshot).with("path_base64", entry.pathBase64()));
            assertArrayEquals(name, BrowseServer.bytes(reply));
            String disposition = reply.headers().getOrDefault("Content-Disposition", "");
            assertTrue(disposition.matches("attachment; filename=\"[A-Za-z0-9._-]+\"; filename\\*=UTF-8''[!-~&&[^\";\\\\]]+"), disposition);
        }
    }

    @Test
    void everyKindOfEntryIsShown() {
        Folder root = new Folder()
                .file("file", "12345")
                .put(FileName.of("link"), new Folder.Content.Link("../x".getBytes(StandardCharsets.UTF_8)))
                .put(FileName.of("pipe"), new Folder.Content.Fifo());
        root.folder("dir");
        List<EntryView> entries = entries(tenant.snapshot("web", root), "/").entries();
        assertEquals(List.of("directory", "file", "symlink", "fifo"), entries.stream().map(EntryView::kind).toList());
        assertEquals(List.of(0L, 5L, 4L, 0L), entries.stream().map(EntryView::size).toList());
        assertEquals("../x", entries.get(2).target());
        assertEquals(0644, entries.get(1).mode());
        assertEquals(Instant.parse("2020-09-13T12:26:40.000000005Z"), entries.get(1).modified());
    }

    @Test
    void aDirectoryIsFilteredAcrossItsPages() {
        Folder root = new Folder();
        for (int i = 0; i < 3_000; i++) {
            root.file("file-%05d".formatted(i), "");
        }
        SessionId snapshot = tenant.snapshot("web", root);
        List<String> told = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            TestCall call = get("/snapshots/{id}/entries").at(snapshot).with("filter", "E-01").with("limit", 300);
            after.ifPresent(cursor -> call.with("after", cursor));
            EntryPage page = server.json(call, EntryPage.class);
            page.entries().forEach(entry -> told.add(entry.name()));
            after = Optional.ofNullable(page.next());
        } while (after.isPresent());
        assertEquals(1_000, told.size());
        assertEquals("file-01000", told.getFirst());
        assertEquals("file-01999", told.getLast());
    }

    @Test
    void aHistoryTellsWhatChangedAndWhatCameBack() {
        SessionId first = tenant.snapshot("web", file("one"));
        SessionId same = tenant.snapshot("web", file("one"));
        SessionId changed = tenant.snapshot("web", file("two"));
        tenant.snapshot("web", new Folder());
        SessionId back = tenant.snapshot("web", file("two"));
        SessionId other = tenant.snapshot("db", file("three"));
        HistoryView history = server.json(get("/history").with("path", "/etc/conf"), HistoryView.class);
        assertTrue(history.complete());
        assertEquals(
                List.of("first", "returned", "content", "first"),
                history.versions().stream().map(HistoryView.VersionView::change).toList());
        assertEquals(
                List.of(List.of(other), List.of(back), List.of(changed), List.of(same, first)),
                history.versions().stream()
                        .map(version -> version.snapshots().stream()
                                .map(snapshot -> SessionId.parse(snapshot.id()))
                                .toList())
                        .toList());
        assertEquals(
                3,
                server.json(get("/history").with("path", "/etc/conf").with("host", "web"), HistoryView.class)
                        .versions()
                        .size());
        assertEquals(
                List.of(), server.json(get("/history").with("path", "/etc/none"), HistoryView.class).versions());
        refused(ErrorCode.INVALID_ARGUMENT, () -> server.call(get("/history").with("path", "/")));
    }

    private static Folder file(String content) {
        Folder root = new Folder();
        root.folder("etc").file("conf", content);
        return root;
    }

    @Test
    void aComparisonInPagesIsTheWholeComparison() {
        long seed = Seeds.next();
        RandomGenerator random = Seeds.generator(seed);
        for (int round = 0; round < 6; round++) {
            Folder before = new RandomFolders(random).folder(3);
            Folder after = new RandomFolders(random).changed(before);
            SessionId from = tenant.snapshot("web", before);
            SessionId to = tenant.snapshot("web", after);
            DifferencePage whole = server.json(get("/diff").with("from", from).with("to", to).with("limit", 5000), DifferencePage.class);
            assertNull(whole.next());
            for (int limit : new int[] {1, 2, 7}) {
                List<DifferencePage.ChangeView> told = new ArrayList<>();
                DifferencePage page;
                Optional<String> cursor = Optional.empty();
                do {
                    TestCall call = get("/diff").with("from", from).with("to", to).with("limit", limit);
                    cursor.ifPresent(text -> call.with("after", text));
                    page = server.json(call, DifferencePage.class);
                    told.addAll(page.changes());
                    cursor = Optional.ofNullable(page.next());
                } while (cursor.isPresent());
                assertEquals(whole.changes(), told, Seeds.replay(seed));
                assertEquals(whole.summary(), page.summary(), Seeds.replay(seed));
            }
        }
    }

    @Test
    void aComparisonCountsAndMayBeginBelow() {
        Folder before = new Folder().file("gone", "123");
        before.folder("d").file("same", "x").file("edited", "12");
        Folder after = new Folder().file("new", "1");
        after.folder("d").file("same", "x").file("edited", "1234");
        SessionId from = tenant.snapshot("web", before);
        SessionId to = tenant.snapshot("web", after);
        DifferencePage page = server.json(get("/diff").with("from", from).with("to", to), DifferencePage.class);
        assertEquals(new DifferenceSummary(1, 1, 1, 0, 0, 5, 5), page.summary());
        assertEquals(
                List.of("content /d/edited", "removed /gone", "added /new"),
                page.changes().stream().map(change -> change.change() + " " + change.path()).toList());
        DifferencePage one = server.json(
                get("/diff").with("from", from).with("to", to).with("path", "/d/edited"), DifferencePage.class);
        assertEquals("content", one.changes().getFirst().change());
        DifferencePage gone = server.json(
                get("/diff").with("from", to).with("to", from).with("path", "/gone"), DifferencePage.class);
        assertEquals("added", gone.changes().getFirst().change());
    }
}
