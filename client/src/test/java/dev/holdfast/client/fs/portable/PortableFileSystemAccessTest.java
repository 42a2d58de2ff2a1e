package dev.holdfast.client.fs.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FileSystemAccessContract;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Timestamp;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract by Java's own means, also without a hold on directories. */
class PortableFileSystemAccessTest extends FileSystemAccessContract {
    @Override
    protected FileSystemAccess newAccess() {
        return new PortableFileSystemAccess();
    }

    @Test
    void saysWhatItLacks() {
        assertFalse(access.limitations().isEmpty());
        assertTrue(access.limitations().stream().allMatch(sentence -> sentence.endsWith(".")));
    }

    @Test
    void refusesWhatJavaCannotDo() {
        refused(Reason.UNSUPPORTED, () -> directory.createSpecial(A, NodeType.FIFO, 0));
        refused(Reason.UNSUPPORTED, () -> directory.stat(FileName.of(new byte[] {(byte) 0xff})));
    }

    @Test
    void pathsThatWereSwappedAreNoticedWithoutAHold() throws IOException {
        directory.createDirectory(A, 0700);
        Place place = Place.of(folder.resolve("a"));
        var byPath = new PortableDirectory(place, new Children.ByPath(place));
        byPath.createFile(B).close();
        byPath.rename(B, C);
        assertEquals(List.of(C), names(byPath));
        directory.rename(A, B);
        directory.createDirectory(A, 0700);
        refused(Reason.NOT_FOUND, () -> byPath.openFile(C));
        refused(Reason.NOT_FOUND, () -> byPath.remove(C));
    }

    @Test
    void timesThatJavaCannotSetAreReported() {
        write(A, "x");
        Timestamp fraction = new Timestamp(-86_400, 123);
        List<Refusal> refusals = directory.apply(A, attributes(0600, fraction, List.of()), Set.of(AttributeKind.TIMES));
        assertEquals(directory.stat(A).modified().equals(fraction), refusals.isEmpty());
    }

    @Test
    void namesOfSeveralComponentsAreNone() {
        Path one = Names.path(FileSystems.getDefault(), FileName.of("plain"));
        assertEquals(1, one.getNameCount());
    }
}
