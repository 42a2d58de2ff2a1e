package dev.holdfast.client.browse.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.backup.TestBackups;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.browse.archive.Dump;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {
    private static final long SEED = 5;

    @TempDir
    Path directory;

    private Path source;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        source = Files.createDirectories(directory.resolve("source"));
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void tarUnpacksToTheSameTree() throws IOException {
        fill(new Random(SEED));
        Path target = unpack(dump(TestBackups.backup(repository, source)));
        assertEquals("", command("rsync", "-nacAXHi", "--delete", source + "/", target + "/"));
    }

    @Test
    void tarKeepsHoles() throws IOException {
        try (FileChannel channel = FileChannel.open(
                source.resolve("sparse"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap("start".getBytes(StandardCharsets.US_ASCII)), 0);
            channel.write(ByteBuffer.wrap("middle".getBytes(StandardCharsets.US_ASCII)), 50 << 20);
            channel.truncate(100 << 20);
            channel.write(ByteBuffer.wrap(new byte[1]), (100 << 20) - 1);
        }
        Path archive = dump(TestBackups.backup(repository, source));
        assertTrue(Files.size(archive) < 1 << 20, () -> "archive of " + archive.toFile().length());
        Path target = unpack(archive);
        assertEquals("", command("rsync", "-nacAXHi", "--delete", source + "/", target + "/"));
        String blocks = command("stat", "-c", "%b", target + "/sparse").strip();
        assertTrue(Long.parseLong(blocks) * 512 < 10 << 20, () -> blocks + " blocks");
    }

    @Test
    void singleFileIsDumpedUnderItsName() throws IOException {
        Files.writeString(source.resolve("one"), "content");
        SnapshotInfo snapshot = TestBackups.backup(repository, source);
        Path archive = directory.resolve("archive");
        write(snapshot, TestBackups.pathOf(source.resolve("one")), Dump.Format.TAR, archive);
        assertEquals("one\n", command("tar", "-tf", archive.toString()));
    }

    @Test
    void zipHoldsFilesDirectoriesAndLinks() throws IOException {
        fill(new Random(SEED));
        SnapshotInfo snapshot = TestBackups.backup(repository, source);
        Path archive = directory.resolve("archive.zip");
        List<String> omitted = write(snapshot, TestBackups.pathOf(source), Dump.Format.ZIP, archive);
        assertTrue(omitted.stream().anyMatch(line -> line.contains("fifo")), omitted::toString);
        assertTrue(omitted.stream().anyMatch(line -> line.contains("%FF")), omitted::toString);
        try (ZipFile zip = new ZipFile(archive.toFile());
                Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
                String name = source.relativize(file).toString();
                ZipEntry entry = zip.getEntry(name);
                if (!name.contains("bad")) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        assertArrayEquals(Files.readAllBytes(file), content.readAllBytes(), name);
                    }
                }
            }
            assertTrue(zip.getEntry("directory/").isDirectory());
        }
    }

    @Test
    void damageEndsADump() throws IOException {
        byte[] content = new byte[300_000];
        new Random(SEED).nextBytes(content);
        Files.write(source.resolve("file"), content);
        SnapshotInfo snapshot = TestBackups.backup(repository, source);
        try (Stream<Path> packs = Files.walk(directory.resolve("repository/packs"))) {
            for (Path pack : packs.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(pack);
                if (bytes.length > 100_000) {
                    bytes[bytes.length / 2] ^= 1;
                    Files.write(pack, bytes);
                }
            }
        }
        HoldfastException failure = assertThrows(
                HoldfastException.class,
                () -> new Dump(repository)
                        .write(snapshot, RawPath.ROOT, Dump.Format.TAR, new ByteArrayOutputStream(), (path, cause) -> {}));
        assertEquals(ErrorKind.CORRUPTION, failure.kind());
    }

    @Test
    void failureOfTheOutputIsToldAsSuch() throws IOException {
        Files.writeString(source.resolve("file"), "content");
        SnapshotInfo snapshot = TestBackups.backup(repository, source);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("full");
            }
        };
        IOException failure = assertThrows(
                IOException.class,
                () -> new Dump(repository).write(snapshot, RawPath.ROOT, Dump.Format.TAR, full, (path, cause) -> {}));
        assertEquals("full", failure.getMessage());
    }

    private void fill(Random random) throws IOException {
        Path inside = Files.createDirectories(source.resolve("directory/" + "deep/".repeat(30)));
        for (int i = 0; i < 20; i++) {
            byte[] content = new byte[random.nextInt(60_000)];
            random.nextBytes(content);
            Files.write(inside.resolve("file" + i), content);
        }
        Path one = inside.resolve("n".repeat(200));
        Files.writeString(one, "long name");
        Files.setLastModifiedTime(one, FileTime.from(Instant.ofEpochSecond(-100, 250_000_001)));
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwx--x---"));
        Files.createLink(source.resolve("hard"), one);
        Files.createLink(source.resolve("hard2"), one);
        Files.createSymbolicLink(source.resolve("link"), Path.of("t".repeat(150)));
        Files.writeString(source.resolve("naïve ✓"), "text");
        // The platform's own calls cannot carry such a name.
        command("sh", "-c", "cd '" + source + "' && printf x > \"$(printf 'bad\\377name')\" && mkfifo fifo"
                + " && printf y > \"$(printf 'bad" + "z".repeat(120) + "\\377')\"");
        Files.setAttribute(source.resolve("hard"), "user:note", ByteBuffer.wrap(new byte[] {0, 1, '\n', -1}));
    }

    private Path dump(SnapshotInfo snapshot) throws IOException {
        Path archive = directory.resolve("archive.tar");
        assertEquals(List.of(), write(snapshot, TestBackups.pathOf(source), Dump.Format.TAR, archive));
        return archive;
    }

    private List<String> write(SnapshotInfo snapshot, RawPath path, Dump.Format format, Path archive) throws IOException {
        List<String> omitted = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(archive)) {
            new Dump(repository).write(snapshot, path, format, out, (what, cause) -> omitted.add(what + ": " + cause));
        }
        return omitted;
    }

    private Path unpack(Path archive) throws IOException {
        Path target = Files.createDirectories(directory.resolve("target"));
        command("tar", "-x", "-p", "--xattrs", "--xattrs-include=*", "-f", archive.toString(), "-C", target.toString());
        return target;
    }

    private static String command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(0, process.waitFor(), output);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }
}
