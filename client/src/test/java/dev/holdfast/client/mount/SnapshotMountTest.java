package dev.holdfast.client.mount;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.TestBackups;
import dev.holdfast.client.mount.kernel.Audience;
import dev.holdfast.client.mount.kernel.Mounting;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.testkit.contract.Seeds;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mounted snapshot is its source, byte by byte and attribute by attribute, for as long as it is mounted. */
class SnapshotMountTest {
    private static final MountOptions OPTIONS = MountOptions.of(ZoneOffset.UTC).withRefresh(Duration.ZERO);

    @TempDir
    Path directory;

    private final List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());
    private Path source = Path.of("/");
    private Path point = Path.of("/");
    private Repository repository;

    @BeforeEach
    void makeRepository() throws IOException {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "this machine cannot mount");
        source = Files.createDirectories(directory.resolve("source"));
        point = Files.createDirectories(directory.resolve("mount point"));
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
    }

    @AfterEach
    void closeRepository() {
        if (repository != null) {
            repository.close();
        }
    }

    private SnapshotMount mount(MountOptions options) {
        return SnapshotMount.mount(repository, point, options, failures::add);
    }

    private static Path inside(Path snapshot, Path path) {
        return snapshot.resolve(path.toString().substring(1));
    }

    private Path snapshot(SnapshotInfo snapshot) {
        return point.resolve("snapshots/" + snapshot.id().toString().substring(0, 8));
    }

    @ParameterizedTest
    @EnumSource(Mounting.Privilege.class)
    void everythingOddIsAsInTheSource(Mounting.Privilege privilege) {
        OddTree.fill(source);
        SnapshotInfo taken = TestBackups.backup(repository, source);
        for (Audience audience : Audience.values()) {
            try (SnapshotMount mount = mount(OPTIONS.withPrivilege(privilege).withAudience(audience))) {
                Path mounted = inside(snapshot(taken), source);
                assertEquals("", Shell.differences(source, mounted));
                assertEquals(OddTree.listing(source), OddTree.listing(mounted));
                assertEquals(OddTree.holes(source), OddTree.holes(mounted));
                assertEquals(OddTree.accessLists(source), OddTree.accessLists(mounted));
                mount.unmount();
            }
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void namesOfAFileShareTheirInodeAndSnapshotsShareNone() throws IOException {
        Files.writeString(source.resolve("one"), "content");
        Files.createLink(source.resolve("two"), source.resolve("one"));
        SnapshotInfo first = TestBackups.backup(repository, source);
        SnapshotInfo second = TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            Path inFirst = inside(snapshot(first), source);
            assertEquals(Files.getAttribute(inFirst.resolve("one"), "unix:ino"), Files.getAttribute(inFirst.resolve("two"), "unix:ino"));
            assertEquals(2, Files.getAttribute(inFirst.resolve("one"), "unix:nlink"));
            Object elsewhere = Files.getAttribute(inside(snapshot(second), source).resolve("one"), "unix:ino");
            assertFalse(elsewhere.equals(Files.getAttribute(inFirst.resolve("one"), "unix:ino")));
            mount.unmount();
        }
    }

    @Test
    void anyRangeOfAFileReadsAsInTheSource() throws IOException {
        long seed = Seeds.next();
        Random random = new Random(seed);
        byte[] content = new byte[3_000_000];
        random.nextBytes(content);
        Arrays.fill(content, 1_000_000, 2_000_000, (byte) 0);
        Files.write(source.resolve("file"), content);
        TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS);
                RandomAccessFile file = new RandomAccessFile(
                        inside(point.resolve("latest"), source).resolve("file").toFile(), "r")) {
            assertEquals(content.length, file.length());
            for (int i = 0; i < 500; i++) {
                int from = random.nextInt(content.length);
                byte[] read = new byte[random.nextInt(Math.min(200_000, content.length - from)) + 1];
                file.seek(from);
                file.readFully(read, 0, Math.min(read.length, content.length - from));
                byte[] expected = Arrays.copyOfRange(content, from, from + read.length);
                assertArrayEquals(expected, read, () -> Seeds.replay(seed) + ", from " + from);
            }
            file.seek(content.length);
            assertEquals(-1, file.read());
        }
    }

    @Test
    void aWideDirectoryListsEachNameOnce() {
        int count = 30_000;
        Shell.run("cd \"$1\" && seq -f 'name-%.0f' $2 | xargs touch -d @5", source, count);
        TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            Path mounted = inside(point.resolve("latest"), source);
            String listing = "cd \"$1\" && find . -mindepth 1 -printf '%p %T@ %s %m\\n' | sort";
            String expected = Shell.run(listing, source);
            assertEquals(expected, Shell.run(listing, mounted));
            assertEquals(expected, Shell.run(listing, mounted));
            assertTrue(Files.exists(mounted.resolve("name-1")));
            assertFalse(Files.exists(mounted.resolve("name-0")));
            mount.unmount();
        }
    }

    @Test
    void snapshotsAppearWhileMountedAndDisappearWhenForgotten() throws IOException {
        Files.writeString(source.resolve("file"), "first");
        SnapshotInfo first = TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            assertEquals(List.of(shortName(first)), names(point.resolve("snapshots")));
            Files.writeString(source.resolve("file"), "second");
            SnapshotInfo second = TestBackups.backup(repository, source);
            assertEquals("second", Files.readString(inside(snapshot(second), source).resolve("file")));
            assertEquals(2, names(point.resolve("snapshots")).size());
            assertTrue(repository.metadata().forget(first.row()));
            assertEquals(List.of(shortName(second)), names(point.resolve("snapshots")));
            mount.unmount();
        }
    }

    @Test
    void contentThatIsGoneIsAnErrorAndNothingMore() throws IOException {
        Files.write(source.resolve("large"), new byte[] {1, 2, 3, 4, 5});
        Files.createDirectories(source.resolve("inner"));
        TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            Path mounted = inside(point.resolve("latest"), source);
            assertTrue(Files.exists(mounted.resolve("large")));
            Shell.run("find \"$1\" -type f -delete", directory.resolve("repository"));
            assertThrows(IOException.class, () -> Files.readAllBytes(mounted.resolve("large")));
            assertTrue(names(point).contains("snapshots"));
            assertTrue(failures.getFirst() instanceof HoldfastException, failures::toString);
            mount.unmount();
        }
    }

    @Test
    void foldersLeadToSnapshotsByTimeHostAndDigits() throws IOException {
        Files.writeString(source.resolve("file"), "content");
        SnapshotInfo first = TestBackups.backup(repository, source);
        SnapshotInfo second = TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            assertEquals(List.of("hosts", "latest", "snapshots", "tags", "times"), names(point));
            String name = "1970-01-01T00:00:00";
            assertEquals(Path.of("../snapshots", shortName(first)), Files.readSymbolicLink(point.resolve("times/" + name)));
            assertEquals(
                    Path.of("../../snapshots", shortName(second)),
                    Files.readSymbolicLink(point.resolve("hosts/host/" + name + "-" + shortName(second))));
            assertEquals(Path.of("snapshots", shortName(second)), Files.readSymbolicLink(point.resolve("latest")));
            assertTrue(Files.isDirectory(point.resolve("snapshots/latest")));
            assertTrue(Files.isDirectory(point.resolve("snapshots/" + first.id())));
            assertEquals(Path.of(shortName(first)), Files.readSymbolicLink(point.resolve("snapshots/" + first.id())));
            assertFalse(Files.exists(point.resolve("snapshots/nothing")));
            assertThrows(IOException.class, () -> Files.writeString(point.resolve("new"), "content"));
            mount.unmount();
        }
    }

    @Test
    void twoMountsOfOneRepositoryServeSideBySide() throws IOException {
        Files.writeString(source.resolve("file"), "content");
        TestBackups.backup(repository, source);
        Path other = Files.createDirectories(directory.resolve("other"));
        try (SnapshotMount one = mount(OPTIONS);
                SnapshotMount two = SnapshotMount.mount(repository, other, OPTIONS)) {
            assertEquals("", Shell.differences(inside(point.resolve("latest"), source), inside(other.resolve("latest"), source)));
            one.unmount();
            assertEquals("content", Files.readString(inside(other.resolve("latest"), source).resolve("file")));
            two.unmount();
        }
    }

    @Test
    void whoeverUnmountsEndsTheWaiting() throws IOException {
        Files.writeString(source.resolve("file"), "content");
        TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            Shell.run("umount \"$1\" 2>/dev/null || fusermount3 -u \"$1\"", point);
            mount.await();
            assertEquals(List.of(), names(point));
        }
        try (SnapshotMount again = mount(OPTIONS)) {
            assertTrue(Files.isDirectory(point.resolve("latest")));
            again.unmount();
            again.await();
        }
    }

    @Test
    void aMountThatIsInUseIsTakenAwayAllTheSame() throws IOException {
        Files.writeString(source.resolve("file"), "content");
        TestBackups.backup(repository, source);
        try (SnapshotMount mount = mount(OPTIONS)) {
            Process user = new ProcessBuilder("sh", "-c", "cd \"$1\" && echo there && read line", "sh", point.resolve("latest").toString())
                    .start();
            assertEquals("there", user.inputReader().readLine());
            mount.unmount();
            assertEquals(List.of(), names(point));
            user.destroy();
        }
    }

    @Test
    void whatAKilledProcessLeavesIsNamedWithTheCommandThatClearsIt() {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Shell.run(
                "\"$1\" --enable-native-access=ALL-UNNAMED -cp \"$2\" \"$3\" \"$4\" \"$5\" || [ $? -eq 9 ]",
                java,
                System.getProperty("java.class.path"),
                AbandonedMount.class.getName(),
                directory.resolve("other-repository"),
                point);
        HoldfastException left = refused(point);
        assertTrue(String.valueOf(left.getMessage()).contains("whose process was killed"), left::toString);
        Shell.run(left.next().substring("run: ".length()));
        try (SnapshotMount mount = mount(OPTIONS)) {
            mount.unmount();
        }
    }

    @Test
    void aMountPointMustBeAnEmptyDirectoryWithNothingMounted() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        assertEquals(ErrorCode.PATH_NOT_FOUND, refused(directory.resolve("missing")).code());
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused(file).code());
        assertEquals(ErrorCode.TARGET_NOT_EMPTY, refused(directory).code());
        try (SnapshotMount mount = mount(OPTIONS)) {
            HoldfastException again = refused(point);
            assertEquals(ErrorCode.TARGET_NOT_EMPTY, again.code());
            assertTrue(again.next().contains("'" + point + "'"), again::next);
            mount.unmount();
        }
    }

    private HoldfastException refused(Path where) {
        return assertThrows(HoldfastException.class, () -> SnapshotMount.mount(repository, where, OPTIONS));
    }

    private static String shortName(SnapshotInfo snapshot) {
        return snapshot.id().toString().substring(0, 8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
