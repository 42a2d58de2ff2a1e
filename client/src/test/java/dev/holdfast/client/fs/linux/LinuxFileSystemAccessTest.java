package dev.holdfast.client.fs.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FileSystemAccessContract;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.client.fs.SortedNames;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.client.fs.TargetFile;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, and what only the kernel's own calls can do. */
@EnabledOnOs(OS.LINUX)
class LinuxFileSystemAccessTest extends FileSystemAccessContract {
    private static final Set<AttributeKind> ALL = EnumSet.allOf(AttributeKind.class);

    @Override
    protected FileSystemAccess newAccess() {
        return LinuxFileSystemAccess.onThisMachine().orElseThrow();
    }

    @Test
    void hasNoLimitations() {
        assertEquals(List.of(), access.limitations());
    }

    @Test
    void messagesNameCallAndError() {
        var missing = assertThrows(FsException.class, () -> directory.stat(A));
        assertEquals("statx: No such file or directory (ENOENT)", missing.getMessage());
        assertTrue(Errno.message("close", -4095).contains("4095"));
    }

    @Test
    void namesNeedNotBeText() {
        FileName raw = FileName.of(new byte[] {(byte) 0xff, (byte) 0xc3, 'x', 1, '\n'});
        write(raw, "content");
        directory.createSymlink(A, new byte[] {(byte) 0x80, '/', '/', (byte) 0xfe});
        assertEquals(Set.of(raw, A), Set.copyOf(names(directory)));
        assertEquals("content", read(raw));
        assertArrayEquals(new byte[] {(byte) 0x80, '/', '/', (byte) 0xfe}, directory.readLink(A));
        directory.rename(raw, B);
        directory.remove(B);
        refused(Reason.UNSUPPORTED, () -> directory.createSymlink(C, new byte[] {'x', 0, 'y'}));
        refused(Reason.NAME_TOO_LONG, () -> directory.createSymlink(C, "x".repeat(10_000).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"-1, 999999999", "-86400000, 1", "-2147483647, 123456789", "15032385534, 999999999"})
    void timesBefore1970AndLongAfter2038KeepEveryNanosecond(long seconds, int nanos) {
        setAndReadTimes(new Timestamp(seconds, nanos));
    }

    @Test
    void timesThatTheFileSystemDoesNotKeepAreReported() {
        write(A, "x");
        Timestamp far = new Timestamp(1L << 40, 5);
        List<Refusal> refusals = directory.apply(A, attributes(0600, far, List.of()), Set.of(AttributeKind.TIMES));
        assertEquals(directory.stat(A).modified().equals(far), refusals.isEmpty());
    }

    @Test
    void pathsMayBeLongerThanTheKernelTakesAtOnce() throws IOException {
        FileName step = FileName.of("d".repeat(200));
        RawPath deepest = RawPath.of(RawPath.ROOT, folder.toString());
        for (int i = 0; i < 50; i++) {
            deepest = deepest.child(step);
        }
        deepen(directory, step, 50);
        Files.createSymbolicLink(folder.resolve("a"), Path.of("d".repeat(200)));
        try (Directory deep = access.open(deepest)) {
            assertEquals(Set.of(A), Set.copyOf(names(deep)));
            assertEquals(List.of(extended("user.deep", new byte[] {1})), deep.extendedAttributes(A));
        }
        assertEquals(1, access.stat(deepest.child(A)).size());
        RawPath throughLink = RawPath.of(RawPath.ROOT, folder + "/a");
        for (FileName name : deepest.names().subList(throughLink.names().size(), deepest.names().size())) {
            throughLink = throughLink.child(name);
        }
        assertEquals(access.stat(deepest), access.stat(throughLink));
        flatten(directory, step);
    }

    private void deepen(Directory at, FileName step, int levels) {
        if (levels == 0) {
            try (TargetFile file = at.createFile(A)) {
                file.write(0, new byte[] {1}, 0, 1);
                file.apply(extended(List.of(extended("user.deep", new byte[] {1}))), Set.of(AttributeKind.EXTENDED));
            }
            return;
        }
        at.createDirectory(step, 0700);
        try (Directory below = at.open(step)) {
            deepen(below, step, levels - 1);
        }
    }

    private static void flatten(Directory at, FileName step) {
        try (Directory below = at.open(step)) {
            for (FileName name : names(below)) {
                if (name.equals(step)) {
                    flatten(below, step);
                } else {
                    below.remove(name);
                }
            }
        }
        at.removeDirectory(step);
    }

    @Test
    void swappedDirectoriesStayTheOnesThatWereOpened() throws IOException {
        directory.createDirectory(A, 0700);
        try (Directory child = directory.open(A)) {
            Files.move(folder.resolve("a"), folder.resolve("moved"));
            Files.createDirectory(folder.resolve("elsewhere"));
            Files.createSymbolicLink(folder.resolve("a"), Path.of("elsewhere"));
            child.createFile(B).close();
            child.createDirectory(C, 0700);
            child.apply(B, attributes(0640, new Timestamp(1, 1), List.of()), ALL);
        }
        assertTrue(Files.exists(folder.resolve("moved/b")));
        assertTrue(Files.exists(folder.resolve("moved/c")));
        assertFalse(Files.exists(folder.resolve("elsewhere/b")));
    }

    @Test
    void holesAreFoundAndMade() {
        long mebibyte = 1 << 20;
        try (TargetFile file = directory.createFile(A)) {
            file.resize(10 * mebibyte);
            file.write(4 * mebibyte, pattern((int) mebibyte), 0, (int) mebibyte);
        }
        try (SourceFile file = directory.openFile(A)) {
            long size = 10 * mebibyte;
            assertEquals(4 * mebibyte, file.nextData(0, size));
            assertEquals(5 * mebibyte, file.nextHole(4 * mebibyte, size));
            assertEquals(size, file.nextData(5 * mebibyte, size));
            assertEquals(0, file.nextHole(0, size));
            assertTrue(file.stat().allocatedBytes() < 2 * mebibyte);
        }
    }

    @Test
    void specialNodesAreMade() throws IOException {
        directory.createSpecial(A, NodeType.FIFO, 0);
        directory.createSpecial(B, NodeType.SOCKET, 0);
        assertEquals(NodeType.FIFO, directory.stat(A).type());
        assertEquals(NodeType.SOCKET, directory.stat(B).type());
        assertEquals(0600, directory.stat(B).mode());
        assertEquals(List.of(), directory.apply(B, attributes(0751, new Timestamp(-5, 6), List.of()), ALL));
        assertEquals(0751, directory.stat(B).mode());
        assertEquals(new Timestamp(-5, 6), directory.stat(B).modified());
        assertThrows(FsException.class, () -> directory.openFile(B));
    }

    @Test
    void devicesKeepTheirNumbers() {
        assumeTrue(isPrivileged());
        try (Directory devices = access.open(RawPath.of(RawPath.ROOT, "/dev"))) {
            long device = devices.stat(FileName.of("null")).deviceNumber();
            directory.createSpecial(A, NodeType.CHARACTER_DEVICE, device);
            assertEquals(NodeType.CHARACTER_DEVICE, directory.stat(A).type());
            assertEquals(device, directory.stat(A).deviceNumber());
        }
        long large = 0x12345L << 12 | 0x67 | 0xabcL << 8;
        directory.createSpecial(B, NodeType.BLOCK_DEVICE, large);
        assertEquals(large, directory.stat(B).deviceNumber());
        refused(Reason.UNSUPPORTED, () -> directory.openFile(B));
    }

    @Test
    void symbolicLinksHaveHardLinksOwnersAndAttributesOfTheirOwn() {
        write(B, "target");
        directory.createSymlink(A, new byte[] {'b'});
        directory.link(directory, A, C);
        assertEquals(NodeType.SYMLINK, directory.stat(C).type());
        assertEquals(2, directory.stat(A).inode().links());
        assumeTrue(isPrivileged());
        var trusted = extended("trusted.mark", new byte[] {1, 2});
        assertEquals(List.of(), directory.apply(A, owned(12345, 54321, 0777, List.of(trusted)), ALL));
        assertEquals(List.of(trusted), directory.extendedAttributes(A));
        assertEquals(12345, directory.stat(A).uid());
        assertEquals(List.of(), directory.extendedAttributes(B));
        assertEquals(0, directory.stat(B).uid());
        assertEquals(0600, directory.stat(B).mode());
    }

    @Test
    void largestAttributesFit() {
        write(A, "x");
        var most = List.of(extended("user.a", pattern(3000)), extended("user." + "n".repeat(250), new byte[] {1}));
        assertEquals(List.of(), directory.apply(A, extended(most), Set.of(AttributeKind.EXTENDED)));
        assertEquals(most, directory.extendedAttributes(A));
    }

    @Test
    void attributeNamesEndWhereTheKernelSaysTheyDo() {
        write(A, "x");
        var hostile = extended("security.capability\0user.x", new byte[] {1});
        List<Refusal> refusals = directory.apply(A, extended(List.of(hostile)), Set.of(AttributeKind.EXTENDED));
        assertEquals(1, refusals.size());
        assertEquals(List.of(), directory.extendedAttributes(A));
    }

    @Test
    void accessListsSurviveTheirMode() {
        // The group bits of the mode show the mask; the owning group itself may only read.
        var list = extended("system.posix_acl_access", accessList(6, 7, 4, 6, 0));
        write(A, "x");
        assertEquals(List.of(), directory.apply(A, modeAnd(0660, list), ALL));
        assertEquals(0660, directory.stat(A).mode());
        assertEquals(List.of(list), directory.extendedAttributes(A));
        assertEquals(List.of(), directory.apply(A, modeAnd(0660, list), ALL));
        assertEquals(List.of(list), directory.extendedAttributes(A));
        try (TargetFile file = directory.createFile(B)) {
            assertEquals(List.of(), file.apply(modeAnd(0660, list), ALL));
        }
        assertEquals(List.of(list), directory.extendedAttributes(B));
    }

    @Test
    void withoutItsAccessListANodeGrantsNoMoreThanTheListDid() {
        var list = extended("system.posix_acl_access", accessList(6, 7, 4, 6, 0));
        write(A, "x");
        assertEquals(List.of(), directory.apply(A, modeAnd(0660, list), Set.of(AttributeKind.MODE)));
        assertEquals(0640, directory.stat(A).mode());
        assertEquals(List.of(), directory.extendedAttributes(A));
    }

    @Test
    void inheritedAccessListsAreRemoved() {
        var inherited = extended("system.posix_acl_default", accessList(7, 7, 7, 7, 7));
        assertEquals(List.of(), directory.apply(modeAnd(0700, inherited), ALL));
        write(A, "x");
        assertFalse(directory.extendedAttributes(A).isEmpty());
        assertEquals(List.of(), directory.apply(A, attributes(0640, new Timestamp(1, 1), List.of()), ALL));
        assertEquals(List.of(), directory.extendedAttributes(A));
        assertEquals(0640, directory.stat(A).mode());
    }

    @Test
    void capabilitiesNeedTheirKindAndSurviveTheChangeOfOwner() {
        assumeTrue(isPrivileged());
        var capability = extended("security.capability", capability());
        write(A, "x");
        assertEquals(List.of(), directory.apply(A, owned(12, 34, 0755, List.of(capability)), Set.of(AttributeKind.EXTENDED)));
        assertEquals(List.of(), directory.extendedAttributes(A));
        assertEquals(List.of(), directory.apply(A, owned(12, 34, 06755, List.of(capability)), ALL));
        assertEquals(List.of(capability), directory.extendedAttributes(A));
        assertEquals(06755, directory.stat(A).mode());
        assertEquals(12, directory.stat(A).uid());
        assertEquals(List.of(), directory.apply(A, owned(12, 34, 0755, List.of()), ALL));
        assertEquals(List.of(), directory.extendedAttributes(A));
    }

    @Test
    void ownersThatCannotBeAreRefusedAndTakeSetuidAlong() {
        write(A, "x");
        List<Refusal> refusals = directory.apply(A, owned(0xffff_ffffL, 0xffff_ffffL, 06755, List.of()), ALL);
        assertEquals(AttributeKind.OWNER, refusals.getFirst().kind());
        assertEquals(0755, directory.stat(A).mode());
    }

    @Test
    void readingLeavesTheAccessTimeAlone() throws IOException {
        write(A, "content");
        Path path = folder.resolve("a");
        FileTime longAgo = FileTime.fromMillis(1000);
        Files.setAttribute(path, "lastAccessTime", longAgo);
        assertEquals("content", read(A));
        assertEquals(longAgo, Files.getAttribute(path, "lastAccessTime"));
    }

    @Test
    void everyDescriptorIsClosed() throws IOException {
        write(A, "x");
        directory.createSymlink(B, new byte[] {'a'});
        directory.createSpecial(C, NodeType.FIFO, 0);
        useEverything();
        long before = descriptors();
        for (int i = 0; i < 100; i++) {
            useEverything();
        }
        assertEquals(before, descriptors());
    }

    private void useEverything() {
        names(directory);
        directory.list(_ -> names(directory));
        read(A);
        refused(Reason.SYMBOLIC_LINK, () -> directory.openFile(B));
        refused(Reason.UNSUPPORTED, () -> directory.openFile(C));
        assertThrows(FsException.class, () -> directory.open(B));
        directory.apply(A, attributes(0600, new Timestamp(1, 1), List.of()), ALL);
        directory.apply(C, attributes(0600, new Timestamp(1, 1), List.of()), ALL);
        access.stat(RawPath.of(RawPath.ROOT, folder + "/a"));
        try (Directory again = access.open(RawPath.of(RawPath.ROOT, folder.toString()));
                TargetFile file = again.openForWriting(A)) {
            file.write(0, new byte[] {'x'}, 0, 1);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void aHugeDirectoryIsSortedInLittleMemory() {
        int files = 4;
        int namesEach = 50_000;
        for (int f = 0; f < files; f++) {
            FileName first = FileName.of("file " + f);
            write(first, "x");
            for (int n = 1; n < namesEach; n++) {
                directory.link(directory, first, FileName.of(Integer.toString(n * 7919 % namesEach) + " of " + f));
            }
        }
        long before = usedBytes();
        try (SortedNames names = SortedNames.of(directory, 1 << 20, folder)) {
            long held = usedBytes() - before;
            assertTrue(held < 6 << 20, "holds " + held + " bytes");
            FileName last = names.next();
            int count = 1;
            while (names.hasNext()) {
                FileName next = names.next();
                assertTrue(last.compareTo(next) < 0);
                last = next;
                count++;
            }
            assertEquals(files * namesEach, count);
        }
        for (FileName name : names(directory)) {
            directory.remove(name);
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private boolean isPrivileged() {
        return directory.stat().uid() == 0;
    }

    private Attributes modeAnd(int mode, ExtendedAttribute attribute) {
        return attributes(mode, new Timestamp(1, 1), List.of(attribute));
    }

    private static Attributes owned(long uid, long gid, int mode, List<ExtendedAttribute> extended) {
        Timestamp time = new Timestamp(1, 1);
        return new Attributes(mode, new Owner(uid, gid, "", ""), time, time, new Inode(0, 0, 1), extended);
    }

    /** A list with one named user, number 1000. */
    private static byte[] accessList(int owner, int named, int group, int mask, int others) {
        ByteBuffer list = ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
        entry(list, 0x01, owner, -1);
        entry(list, 0x02, named, 1000);
        entry(list, 0x04, group, -1);
        entry(list, 0x10, mask, -1);
        entry(list, 0x20, others, -1);
        return list.array();
    }

    private static void entry(ByteBuffer list, int tag, int permissions, int id) {
        list.putShort((short) tag).putShort((short) permissions).putInt(id);
    }

    /** Revision 2 with the effective bit, and permission to bind low ports. */
    private static byte[] capability() {
        ByteBuffer value = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        return value.putInt(0x0200_0001).putInt(1 << 10).array();
    }

    @Test
    void descriptorPathsAreThoseOfProc() {
        assertEquals("/proc/self/fd/0", new String(DescriptorPath.of(0, null), StandardCharsets.US_ASCII));
        assertEquals("/proc/self/fd/1023/x", new String(DescriptorPath.of(1023, new byte[] {'x'}), StandardCharsets.US_ASCII));
    }
}
