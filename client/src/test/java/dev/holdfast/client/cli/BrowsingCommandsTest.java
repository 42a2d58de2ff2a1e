package dev.holdfast.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that only look say of a repository. */
final class BrowsingCommandsTest {
    private final Path directory;
    private final Path source;

    BrowsingCommandsTest(@TempDir Path directory) {
        this.directory = directory;
        this.source = directory.resolve("source");
    }

    @BeforeEach
    void backUp() throws IOException {
        Files.createDirectories(source.resolve("sub"));
        Files.writeString(source.resolve("a.txt"), "some text");
        Files.writeString(source.resolve("sub/b.txt"), "other text");
        Files.createSymbolicLink(source.resolve("link"), Path.of("a.txt"));
        complete("init", "--encryption", "none");
        complete("backup", "source");
    }

    private Outcome run(String... words) {
        return new CommandRun(directory)
                .with("HOLDFAST_REPOSITORY", directory.resolve("repository").toString())
                .run(words);
    }

    private Outcome complete(String... words) {
        Outcome outcome = run(words);
        assertEquals(0, outcome.code(), outcome::err);
        return outcome;
    }

    @Test
    void lsListsOneLevelOrEverythingInOrder() {
        assertEquals(
                List.of(source + "/a.txt", source + "/link", source + "/sub"),
                complete("ls", "latest:" + source).out().lines().toList());
        assertEquals(
                List.of(source + "/a.txt", source + "/link", source + "/sub", source + "/sub/b.txt"),
                complete("ls", "latest:" + source, "--recursive").out().lines().toList());
        String line = complete("ls", "-l", "latest:" + source + "/link").out();
        assertTrue(line.startsWith("lrwxrwxrwx") && line.strip().endsWith("link -> a.txt"), line);
    }

    @Test
    void lsTellsProgramsAnObjectForEachEntry() {
        List<?> entries = Documents.parse(complete("ls", "latest:" + source, "--json").out());
        assertEquals(3, entries.size());
        assertEquals(source + "/a.txt", Documents.text(entries.getFirst(), "path"));
        assertEquals("file", Documents.text(entries.getFirst(), "kind"));
        assertEquals(9L, Documents.at(entries.getFirst(), "size"));
        assertEquals("a.txt", Documents.text(entries.get(1), "target"));
    }

    @Test
    void catPrintsAFileAndRefusesWhatIsNone() {
        assertEquals("other text", complete("cat", "latest:" + source + "/sub/b.txt").out());
        assertEquals(2, run("cat", "latest:" + source + "/sub").code());
        assertEquals(14, run("cat", "latest:" + source + "/nothing").code());
    }

    @Test
    void findTellsEachSnapshotThatHasAMatch() throws IOException {
        Files.writeString(source.resolve("sub/c.txt"), "later");
        complete("backup", "source");
        assertEquals(2, complete("find", "b.txt").out().lines().count());
        assertTrue(complete("find", "c.txt").out().strip().endsWith(source + "/sub/c.txt"));
        assertEquals(2, complete("find", source + "/*.txt", source + "/link", "--type", "f").out().lines().count());
        assertEquals(
                source + "/sub/b.txt",
                Documents.text(
                        Documents.parse(complete("find", "*.txt", "--larger", "10", "-s", "latest", "--json").out())
                                .getFirst(),
                        "path"));
        assertEquals(0, complete("find", "*", "--older", "3d").out().lines().count());
        assertEquals(2, run("find", "*", "--type", "x").code());
        assertEquals(2, run("find", "[").code());
        assertEquals(14, run("find", "*", "-s", "ffffffff").code());
    }

    @Test
    void dumpWritesAnArchiveToStandardOutput() {
        String tar = complete("dump", "latest:" + source).out();
        assertTrue(tar.contains("ustar") && tar.contains("some text") && tar.contains("sub/b.txt"), tar);
        assertTrue(complete("dump", "latest:" + source, "--format", "zip").out().startsWith("PK"));
        assertEquals(2, run("dump", "latest", "--format", "rar").code());
        assertEquals(14, run("dump", "latest:/nothing").code());
    }

    @Test
    void diffTellsEachKindOfChange() throws IOException {
        Files.writeString(source.resolve("a.txt"), "new text");
        Files.writeString(source.resolve("c.txt"), "added");
        Files.delete(source.resolve("sub/b.txt"));
        Files.delete(source.resolve("link"));
        Files.createDirectory(source.resolve("link"));
        complete("backup", "source");
        List<?> snapshots = (List<?>) Documents.single(complete("snapshots", "--json").out());
        String first = Documents.text(snapshots, 0, "id");
        List<String> changes = complete("diff", first + ":" + source, "latest:" + source).out().lines().toList();
        assertEquals(
                List.of("M  /a.txt", "+  /c.txt", "T  /link", "U  /sub", "-  /sub/b.txt"),
                changes.subList(0, changes.size() - 1));
        assertEquals(
                List.of(1, 1, 1, 1, 1),
                Stream.of("added", "removed", "content", "attributes", "type")
                        .map(kind -> ((Number) Documents.at(
                                        Documents.parse(complete("diff", first + ":" + source, "latest:" + source, "--json")
                                                        .out())
                                                .getLast(),
                                        kind))
                                .intValue())
                        .toList());
        assertEquals(1, complete("diff", "latest", "latest").out().lines().count());
    }

    @Test
    void statsAddUpWhatSnapshotsHold() {
        complete("backup", "source");
        Object stats = Documents.single(complete("stats", "--json").out());
        assertEquals(2L, Documents.at(stats, "snapshots"));
        assertEquals(4L, Documents.at(stats, "files"));
        assertEquals(38L, Documents.at(stats, "bytes"));
        assertEquals(4, complete("stats").out().lines().filter(line -> line.matches("(snapshots|source|new|packs) .*")).count());
    }

    @Test
    void checkOfASoundRepositoryIsCleanAndADamagedPackHasItsExitCode() throws IOException {
        Object summary = Documents.parse(complete("check", "--read-data", "--json").out()).getLast();
        assertEquals(true, Documents.at(summary, "sound"));
        assertEquals(2, run("check", "--read-data-subset", "8/7").code());
        try (Stream<Path> files = Files.walk(directory.resolve("repository/packs"))) {
            for (Path pack : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(pack);
                bytes[bytes.length / 2] ^= 1;
                Files.write(pack, bytes);
            }
        }
        Outcome damaged = run("check", "--read-data");
        assertEquals(4, damaged.code());
        assertTrue(damaged.out().contains("damaged  pack "), damaged::out);
        assertEquals(List.of(), damaged.err().lines().filter(line -> line.startsWith("\tat ")).toList());
    }
}
