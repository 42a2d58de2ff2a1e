package dev.holdfast.client.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every access to file systems must do. */
public abstract class FileSystemAccessContract {
    protected static final FileName A = FileName.of("a");
    protected static final FileName B = FileName.of("b");
    protected static final FileName C = FileName.of("c");

    @TempDir
    protected Path folder;

    protected FileSystemAccess access;
    protected Directory directory;

    /** The access under test. */
    protected abstract FileSystemAccess newAccess();

    @BeforeEach
    void openFolder() {
        access = newAccess();
        directory = access.open(RawPath.of(RawPath.ROOT, folder.toString()));
    }

    @AfterEach
    void closeFolder() {
        directory.close();
    }

    @Test
    void statTellsTypeAndSizeOfEachChild() throws IOException {
        Files.writeString(folder.resolve("a"), "hello");
        Files.createDirectory(folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("c"), Path.of("nowhere"));
        assertEquals(NodeType.FILE, directory.stat(A).type());
        assertEquals(5, directory.stat(A).size());
        assertEquals(NodeType.DIRECTORY, directory.stat(B).type());
        assertEquals(NodeType.SYMLINK, directory.stat(C).type());
        assertEquals(NodeType.DIRECTORY, directory.stat().type());
        assertEquals(directory.stat(A), access.stat(RawPath.of(RawPath.ROOT, folder + "/a")));
        assertEquals(NodeType.SYMLINK, access.stat(RawPath.of(RawPath.ROOT, folder + "/c")).type());
    }

    @Test
    void aPlaceIsTheSameDirectory() throws IOException {
        Files.writeString(folder.resolve("a"), "hello");
        Files.createSymbolicLink(folder.resolve("b"), folder);
        for (String path : List.of(folder.toString(), folder + "/b", "/")) {
            try (Directory opened = access.open(RawPath.of(RawPath.ROOT, path));
                    Directory place = access.openPlace(RawPath.of(RawPath.ROOT, path))) {
                assertEquals(opened.stat(), place.stat());
                assertEquals(opened.extendedAttributes(), place.extendedAttributes());
            }
        }
        try (Directory place = access.openPlace(RawPath.of(RawPath.ROOT, folder.toString()));
                SourceFile file = place.openFile(A)) {
            assertEquals(5, file.stat().size());
            assertEquals(directory.stat(A), place.stat(A));
        }
    }

    @Test
    void listNamesEveryChildOnce() {
        Set<FileName> made = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            FileName name = FileName.of("a name that is long enough to need more than one buffer " + i);
            directory.createSymlink(name, new byte[] {'x'});
            made.add(name);
        }
        assertEquals(made, new HashSet<>(names(directory)));
        assertEquals(made.size(), names(directory).size());
    }

    @Test
    void listsWhileItListsAlready() {
        write(A, "x");
        write(B, "x");
        List<FileName> inner = new ArrayList<>();
        List<FileName> outer = new ArrayList<>();
        directory.list(name -> {
            outer.add(name);
            directory.list(inner::add);
        });
        assertEquals(Set.of(A, B), Set.copyOf(outer));
        assertEquals(4, inner.size());
    }

    @Test
    void threadsShareADirectory() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            write(FileName.of("file " + i), "x".repeat(i));
        }
        List<Integer> counts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                List<FileName> names = names(directory);
                long wrong = names.stream()
                        .filter(name -> directory.stat(name).size() != read(name).length())
                        .count();
                synchronized (counts) {
                    counts.add(names.size() - (int) wrong);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(500, 500, 500, 500), counts);
    }

    @Test
    void namesKeepLineBreaksAndFullLength() {
        for (String text : List.of("line\nbreak", "n".repeat(255), " ", "back\\slash", "-rf", "...")) {
            write(FileName.of(text), text);
            assertEquals(text, read(FileName.of(text)));
        }
        assertEquals(6, names(directory).size());
        refused(Reason.NAME_TOO_LONG, () -> directory.createFile(FileName.of("n".repeat(256))));
    }

    @Test
    void missingChildrenAreNotFound() {
        refused(Reason.NOT_FOUND, () -> directory.stat(A));
        refused(Reason.NOT_FOUND, () -> directory.open(A));
        refused(Reason.NOT_FOUND, () -> directory.openFile(A));
        refused(Reason.NOT_FOUND, () -> directory.openForWriting(A));
        refused(Reason.NOT_FOUND, () -> directory.readLink(A));
        refused(Reason.NOT_FOUND, () -> directory.remove(A));
        refused(Reason.NOT_FOUND, () -> directory.removeDirectory(A));
        refused(Reason.NOT_FOUND, () -> directory.rename(A, B));
        refused(Reason.NOT_FOUND, () -> directory.link(directory, A, B));
        refused(Reason.NOT_FOUND, () -> access.open(RawPath.of(RawPath.ROOT, folder + "/a")));
        refused(Reason.NOT_FOUND, () -> access.stat(RawPath.of(RawPath.ROOT, folder + "/a")));
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        write(A, "x");
        refused(Reason.EXISTS, () -> directory.createFile(A));
        refused(Reason.EXISTS, () -> directory.createDirectory(A, 0700));
        refused(Reason.EXISTS, () -> directory.createSymlink(A, new byte[] {'x'}));
        directory.createSymlink(B, "nowhere".getBytes(StandardCharsets.UTF_8));
        refused(Reason.EXISTS, () -> directory.createFile(B));
        refused(Reason.EXISTS, () -> directory.link(directory, A, B));
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void rootsFollowLinksAndChildrenDoNot() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/secret"), "x");
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("c"), Path.of("b/secret"));
        try (Directory root = access.open(RawPath.of(RawPath.ROOT, folder + "/a"))) {
            assertEquals(List.of(FileName.of("secret")), names(root));
        }
        var opened = assertThrows(FsException.class, () -> directory.open(A));
        assertTrue(Set.of(Reason.SYMBOLIC_LINK, Reason.NOT_A_DIRECTORY).contains(opened.reason()));
        refused(Reason.SYMBOLIC_LINK, () -> directory.openFile(C));
        refused(Reason.SYMBOLIC_LINK, () -> directory.openForWriting(C));
    }

    @Test
    void linksSwappedInMidWalkLeadNowhere() throws IOException {
        Files.createDirectories(folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/c"), "secret");
        directory.createDirectory(A, 0700);
        try (Directory child = directory.open(A)) {
            try (TargetFile file = child.createFile(B)) {
                file.write(0, new byte[] {1}, 0, 1);
            }
            Files.move(folder.resolve("a"), folder.resolve("moved"));
            Files.createSymbolicLink(folder.resolve("a"), Path.of("outside"));
            assertThrows(FsException.class, () -> child.openFile(C));
            assertThrows(FsException.class, () -> child.stat(C));
            assertEquals(List.of(B), names(child));
        }
    }

    @Test
    void filesAreReadAtAnyPlace() {
        byte[] content = pattern(1_000_003);
        try (TargetFile file = directory.createFile(A)) {
            file.write(0, content, 0, content.length);
        }
        byte[] found = new byte[content.length + 10];
        try (SourceFile file = directory.openFile(A)) {
            assertEquals(content.length, file.statAtOpen().size());
            assertEquals(content.length, readFully(file, 0, found, 3));
            assertArrayEquals(content, Arrays.copyOfRange(found, 3, 3 + content.length));
            assertEquals(2, file.read(content.length - 2, found, 0, 100));
            assertEquals(content[content.length - 1], found[1]);
            assertEquals(0, file.read(content.length, found, 0, 100));
            assertEquals(0, file.read(content.length + 5L, found, 0, 100));
            assertEquals(0, file.read(0, found, 0, 0));
        }
    }

    @Test
    void openFilesTellOfTheirOwnChanges() throws IOException {
        write(A, "one");
        try (SourceFile file = directory.openFile(A)) {
            Files.writeString(folder.resolve("a"), "longer than before");
            assertEquals(3, file.statAtOpen().size());
            assertEquals(18, file.stat().size());
        }
    }

    @Test
    void withoutHolesEverythingIsData() {
        write(A, "content");
        try (SourceFile file = directory.openFile(A)) {
            assertEquals(0, file.nextData(0, 7));
            assertEquals(3, file.nextData(3, 7));
            assertEquals(7, file.nextHole(0, 7));
            assertEquals(7, file.nextData(7, 7));
        }
    }

    @Test
    void threadsWriteSeparateRanges() throws InterruptedException {
        byte[] content = pattern(4 << 20);
        try (TargetFile file = directory.createFile(A)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int from = t << 20;
                threads.add(Thread.ofPlatform().start(() -> file.write(from, content, from, 1 << 20)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            byte[] back = new byte[100];
            assertEquals(100, file.read(1_048_576 - 50, back, 0, 100));
            assertArrayEquals(Arrays.copyOfRange(content, 1_048_576 - 50, 1_048_576 + 50), back);
        }
        byte[] found = new byte[content.length];
        try (SourceFile file = directory.openFile(A)) {
            assertEquals(content.length, readFully(file, 0, found, 0));
        }
        assertArrayEquals(content, found);
    }

    @Test
    void openForWritingKeepsContentAndResizeCutsOrExtendsIt() {
        write(A, "hello world");
        try (TargetFile file = directory.openForWriting(A)) {
            file.write(6, "W".getBytes(StandardCharsets.UTF_8), 0, 1);
        }
        assertEquals("hello World", read(A));
        try (TargetFile file = directory.openForWriting(A)) {
            file.resize(5);
            assertEquals(5, file.stat().size());
            file.resize(8);
        }
        assertEquals("hello\0\0\0", read(A));
        directory.createDirectory(B, 0700);
        refused(Reason.IS_A_DIRECTORY, () -> directory.openForWriting(B));
        refused(Reason.IS_A_DIRECTORY, () -> directory.openFile(B));
    }

    @Test
    void newFilesBelongToTheirOwnerOnly() {
        write(A, "x");
        directory.createDirectory(B, 0700);
        assertEquals(0600, directory.stat(A).mode());
        assertEquals(0700, directory.stat(B).mode());
    }

    @Test
    void linksKeepTheirTargetsAsTheyStand() {
        byte[] target = "../some/where/./x".getBytes(StandardCharsets.UTF_8);
        directory.createSymlink(A, target);
        assertArrayEquals(target, directory.readLink(A));
        write(B, "x");
        refused(Reason.UNSUPPORTED, () -> directory.readLink(B));
    }

    @Test
    void hardLinksShareAnInode() {
        write(A, "x");
        directory.createDirectory(B, 0700);
        try (Directory below = directory.open(B)) {
            below.link(directory, A, C);
            assertEquals(directory.stat(A).inode(), below.stat(C).inode());
            assertEquals(2, below.stat(C).inode().links());
        }
    }

    @Test
    void renameReplacesFilesButNoDirectories() {
        write(A, "new");
        write(B, "old");
        directory.rename(A, B);
        assertEquals("new", read(B));
        assertEquals(List.of(B), names(directory));
        directory.createDirectory(C, 0700);
        refused(Reason.IS_A_DIRECTORY, () -> directory.rename(B, C));
    }

    @Test
    void renameOntoALinkOfTheSameFileLeavesOneName() {
        write(A, "x");
        directory.link(directory, A, B);
        directory.rename(A, B);
        assertEquals(List.of(B), names(directory));
        directory.rename(B, B);
        assertEquals("x", read(B));
    }

    @Test
    void removalMindsTheType() {
        write(A, "x");
        directory.createDirectory(B, 0700);
        try (Directory below = directory.open(B); TargetFile file = below.createFile(C)) {
            assertEquals(0, file.stat().size());
        }
        refused(Reason.IS_A_DIRECTORY, () -> directory.remove(B));
        refused(Reason.NOT_A_DIRECTORY, () -> directory.removeDirectory(A));
        refused(Reason.NOT_EMPTY, () -> directory.removeDirectory(B));
        try (Directory below = directory.open(B)) {
            below.remove(C);
        }
        directory.removeDirectory(B);
        directory.remove(A);
        assertEquals(List.of(), names(directory));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipesNeverBlockAnOpen() throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("a").toString()).start().waitFor());
        assertEquals(NodeType.FIFO, directory.stat(A).type());
        refused(Reason.UNSUPPORTED, () -> directory.openFile(A));
        refused(Reason.UNSUPPORTED, () -> directory.openForWriting(A));
        assertEquals(List.of(), directory.extendedAttributes(A));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1500000000, 123456789", "-86400000, 0", "4294967296, 987654321", "5000000000, 5"})
    void timesKeepEveryNanosecond(long seconds, int nanos) {
        setAndReadTimes(new Timestamp(seconds, nanos));
    }

    /** Sets the time of nodes of several types in all the ways there are. */
    protected void setAndReadTimes(Timestamp time) {
        write(A, "x");
        directory.createDirectory(B, 0700);
        directory.createSymlink(C, new byte[] {'x'});
        for (FileName name : List.of(A, B, C)) {
            assertEquals(List.of(), directory.apply(name, attributes(0700, time, List.of()), Set.of(AttributeKind.TIMES)));
            assertEquals(time, directory.stat(name).modified());
        }
        try (TargetFile file = directory.openForWriting(A)) {
            file.write(0, new byte[] {1}, 0, 1);
            file.apply(attributes(0700, time, List.of()), Set.of(AttributeKind.TIMES));
        }
        assertEquals(time, directory.stat(A).modified());
        directory.apply(attributes(0700, time, List.of()), Set.of(AttributeKind.TIMES));
        assertEquals(time, directory.stat().modified());
    }

    @Test
    void setuidNeedsItsOwnKind() {
        write(A, "x");
        Attributes wanted = attributes(06755, new Timestamp(1, 2), List.of());
        assertEquals(List.of(), directory.apply(A, wanted, Set.of(AttributeKind.MODE)));
        assertEquals(0755, directory.stat(A).mode());
        assertEquals(List.of(), directory.apply(A, wanted, EnumSet.allOf(AttributeKind.class)));
        assertEquals(06755, directory.stat(A).mode());
        assertEquals(List.of(), directory.apply(A, attributes(01700, new Timestamp(1, 2), List.of()), Set.of(AttributeKind.MODE)));
        assertEquals(01700, directory.stat(A).mode());
        assertEquals(List.of(), directory.apply(A, wanted, Set.of(AttributeKind.PRIVILEGED_MODE)));
        assertEquals(07700, directory.stat(A).mode());
    }

    @Test
    void modesOfLinksAreLeftToTheSystem() {
        write(A, "x");
        directory.createSymlink(B, new byte[] {'a'});
        directory.apply(B, attributes(0777, new Timestamp(7, 8), List.of()), EnumSet.allOf(AttributeKind.class));
        assertEquals(0600, directory.stat(A).mode());
        assertEquals(new Timestamp(7, 8), directory.stat(B).modified());
    }

    @Test
    void extendedAttributesBecomeExactlyTheWantedOnes() {
        write(A, "x");
        directory.createDirectory(B, 0700);
        List<ExtendedAttribute> first = List.of(
                extended("user.empty", new byte[0]), extended("user.one", new byte[] {0, 1, -1}), extended("user.zwei", pattern(1000)));
        List<ExtendedAttribute> second = List.of(extended("user.one", new byte[] {5}));
        for (FileName name : List.of(A, B)) {
            assertEquals(List.of(), directory.apply(name, extended(first), Set.of(AttributeKind.EXTENDED)));
            assertEquals(first, directory.extendedAttributes(name));
            assertEquals(List.of(), directory.apply(name, extended(second), Set.of(AttributeKind.EXTENDED)));
            assertEquals(second, directory.extendedAttributes(name));
        }
        try (SourceFile file = directory.openFile(A); Directory below = directory.open(B)) {
            assertEquals(second, file.extendedAttributes());
            assertEquals(second, below.extendedAttributes());
            assertEquals(List.of(), below.apply(extended(List.of()), Set.of(AttributeKind.EXTENDED)));
            assertEquals(List.of(), below.extendedAttributes());
        }
        assertEquals(List.of(), directory.extendedAttributes());
    }

    @Test
    void oneRefusedAttributeKeepsNoOtherFromBeingSet() {
        write(A, "x");
        var impossible = extended("nonsense.name", new byte[] {1});
        var possible = extended("user.good", new byte[] {1});
        List<Refusal> refusals = directory.apply(
                A, attributes(0640, new Timestamp(3, 4), List.of(impossible, possible)), EnumSet.allOf(AttributeKind.class));
        assertEquals(1, refusals.size());
        assertEquals(AttributeKind.EXTENDED, refusals.getFirst().kind());
        assertEquals(List.of(possible), directory.extendedAttributes(A));
        assertEquals(0640, directory.stat(A).mode());
        assertEquals(new Timestamp(3, 4), directory.stat(A).modified());
    }

    @Test
    void syncAndRepeatedCloseAreHarmless() {
        write(A, "x");
        directory.syncFileSystem();
        SourceFile file = directory.openFile(A);
        file.close();
        file.close();
        Directory again = access.open(RawPath.of(RawPath.ROOT, folder.toString()));
        again.close();
        again.close();
        assertThrows(RuntimeException.class, () -> names(again));
    }

    @Test
    void ownersHaveTheMachinesNames() {
        assertEquals("root", access.owners().user(0));
        assertEquals("root", access.owners().group(0));
        assertEquals(0, access.owners().uid("root").orElseThrow());
        assertEquals(0, access.owners().gid("root").orElseThrow());
        assertEquals("", access.owners().user(3_999_999_999L));
        assertTrue(access.owners().uid("no such user").isEmpty());
        assertTrue(access.owners().gid("").isEmpty());
    }

    protected void write(FileName name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        try (TargetFile file = directory.createFile(name)) {
            file.write(0, content, 0, content.length);
        }
    }

    protected String read(FileName name) {
        byte[] content = new byte[64 * 1024];
        try (SourceFile file = directory.openFile(name)) {
            return new String(content, 0, readFully(file, 0, content, 0), StandardCharsets.UTF_8);
        }
    }

    protected static int readFully(SourceFile file, long position, byte[] target, int offset) {
        int done = 0;
        while (offset + done < target.length) {
            int read = file.read(position + done, target, offset + done, target.length - offset - done);
            if (read == 0) {
                break;
            }
            done += read;
        }
        return done;
    }

    protected static List<FileName> names(Directory directory) {
        List<FileName> names = new ArrayList<>();
        directory.list(names::add);
        return names;
    }

    protected static void refused(Reason reason, Executable operation) {
        var refusal = assertThrows(FsException.class, operation);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }

    protected static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    protected static ExtendedAttribute extended(String name, byte[] value) {
        return new ExtendedAttribute(name.getBytes(StandardCharsets.UTF_8), value);
    }

    protected Attributes extended(List<ExtendedAttribute> extended) {
        return attributes(0600, new Timestamp(0, 0), extended);
    }

    /** Attributes that belong to whoever owns the folder. */
    protected Attributes attributes(int mode, Timestamp modified, List<ExtendedAttribute> extended) {
        FileStat own = directory.stat();
        return new Attributes(
                mode, new Owner(own.uid(), own.gid(), "", ""), modified, modified, new Inode(0, 0, 1), extended);
    }
}
