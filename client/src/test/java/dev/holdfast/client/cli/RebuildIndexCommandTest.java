package dev.holdfast.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.CommandRun.Outcome;
import dev.holdfast.client.cli.invocation.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code holdfast rebuild-index} does to a repository and says of it. */
final class RebuildIndexCommandTest {
    private final Path directory;
    private final Path source;
    private final Path repository;

    RebuildIndexCommandTest(@TempDir Path directory) {
        this.directory = directory;
        this.source = directory.resolve("source");
        this.repository = directory.resolve("repository");
    }

    @BeforeEach
    void backUp() throws IOException {
        Files.createDirectories(source);
        Files.writeString(source.resolve("a.txt"), "some text");
        complete("init", "--encryption", "none");
        complete("backup", "source", "--tag", "first", "--time", "2026-01-02T03:04:05Z");
        Files.writeString(source.resolve("a.txt"), "other text");
        complete("backup", "source", "--tag", "second");
    }

    private CommandRun command() {
        return new CommandRun(directory).with("HOLDFAST_REPOSITORY", repository.toString());
    }

    private Outcome run(String... words) {
        return command().run(words);
    }

    private Outcome complete(String... words) {
        Outcome outcome = run(words);
        assertEquals(0, outcome.code(), outcome::err);
        return outcome;
    }

    private List<String> indexFiles() throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("index"))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void missingDamagedAndShortenedIndexesAreMadeAnew() throws IOException {
        String before = complete("snapshots").out();
        Path index = repository.resolve("index/rows.db");
        Files.delete(index);
        assertRebuilds(before);
        Files.write(repository.resolve("index/rows-1.db"), new byte[] {1, 2, 3});
        assertRebuilds(before);
        Files.write(repository.resolve("index/rows-2.db"), new byte[0]);
        assertRebuilds(before);
    }

    private void assertRebuilds(String snapshots) {
        Outcome refused = run("snapshots");
        assertEquals(16, refused.code());
        assertTrue(refused.err().contains("holdfast rebuild-index"), refused::err);
        assertEquals(4, run("doctor").code());
        Outcome rebuilt = complete("rebuild-index");
        assertTrue(rebuilt.out().contains("2026-01-02 03:04:05") && rebuilt.out().contains("2 snapshots"), rebuilt::out);
        assertEquals(snapshots, complete("snapshots").out());
        complete("check", "--read-data");
    }

    @Test
    void replacedIndexStaysForItsReadersUntilTheNextPrune() throws IOException {
        complete("rebuild-index");
        assertEquals(List.of("rows-1.db", "rows.db"), indexFiles());
        complete("rebuild-index");
        assertEquals(List.of("rows-1.db", "rows-2.db"), indexFiles());
        complete("prune");
        assertEquals(List.of("rows-2.db"), indexFiles());
        complete("restore", "latest:" + source, "--target", "back");
        assertEquals("other text", Files.readString(directory.resolve("back/a.txt")));
    }

    @Test
    void whatAKilledRebuildHadBegunToWriteGoesWithTheNextPrune() throws IOException {
        complete("rebuild-index");
        Path left = repository.resolve("incoming/00000002.1-0.0123456789ab");
        Files.write(left, new byte[] {1});
        complete("snapshots");
        assertTrue(Files.exists(left));
        complete("prune");
        assertFalse(Files.exists(left));
    }

    @Test
    void interruptedRebuildKeepsEverybodyOutUntilItIsRunAgain() throws IOException {
        Interruption interruption = new Interruption();
        interruption.wish();
        assertEquals(130, command().interruptedBy(interruption).run("rebuild-index").code());
        for (String[] words : new String[][] {{"snapshots"}, {"backup", "source"}, {"prune"}, {"check"}}) {
            Outcome refused = run(words);
            assertEquals(16, refused.code(), refused::err);
            assertTrue(refused.err().contains("interrupted") && refused.err().contains("holdfast rebuild-index"), refused::err);
        }
        complete("rebuild-index");
        assertEquals(List.of("rows-2.db", "rows.db"), indexFiles());
        complete("backup", "source");
    }

    @Test
    void programsGetAnObjectForEachSnapshotAndASummary() {
        List<?> lines = Documents.parse(complete("rebuild-index", "--json").out());
        assertEquals("snapshot", Documents.text(lines.getFirst(), "type"));
        assertEquals(List.of("first"), Documents.at(lines.getFirst(), "tags"));
        assertEquals(0L, Documents.at(lines.getFirst(), "lost_chunks"));
        assertEquals("summary", Documents.text(lines.getLast(), "type"));
        assertEquals(true, Documents.at(lines.getLast(), "whole"));
        assertEquals(2L, Documents.at(lines.getLast(), "snapshots"));
    }

    @Test
    void missingPacksAreToldWithTheChunksTheyHeldAndTheExitCodeSaysSo() throws IOException {
        try (Stream<Path> packs = Files.walk(repository.resolve("packs"))) {
            for (Path pack : packs.filter(Files::isRegularFile).toList()) {
                byte[] sound = Files.readAllBytes(pack);
                Files.delete(pack);
                Outcome outcome = run("rebuild-index");
                boolean heldAManifest = outcome.out().contains("has 1 snapshot ");
                assertEquals(heldAManifest ? 0 : 4, outcome.code(), outcome::out);
                assertEquals(!heldAManifest, outcome.out().contains("lost       chunk "), outcome::out);
                Files.write(pack, new byte[100]);
                Outcome unreadable = run("rebuild-index", "--quiet");
                assertEquals(4, unreadable.code());
                assertTrue(unreadable.out().contains("unreadable pack " + pack.getFileName()), unreadable::out);
                Files.write(pack, sound);
            }
        }
        complete("rebuild-index");
    }

    @Test
    void tagsFromTheBackupStayAndLaterOnesAreLostAsHelpSays() {
        complete("tag", "latest", "--set", "late", "--protect");
        complete("rebuild-index");
        Object snapshots = Documents.single(complete("snapshots", "--json").out());
        assertEquals(List.of("second"), Documents.at(snapshots, 1, "tags"));
        assertEquals(false, Documents.at(snapshots, 1, "protected"));
        String help = complete("rebuild-index", "--help").out().replaceAll("\\s+", " ");
        assertTrue(help.contains("tags changed later") && help.contains("protection"), help);
    }

    @Test
    void writeOnlyKeyCannotRebuildAndChangesNothing() throws IOException {
        Path encrypted = directory.resolve("encrypted");
        CommandRun owner = new CommandRun(directory).with("HOLDFAST_REPOSITORY", encrypted.toString()).with("HOLDFAST_PASSPHRASE", "secret");
        assertEquals(0, owner.run("init").code());
        assertEquals(0, owner.run("key", "write-only", "agent.key").code());
        CommandRun agent = new CommandRun(directory).with("HOLDFAST_REPOSITORY", encrypted.toString());
        assertEquals(0, agent.run("backup", "source", "--key-file", "agent.key").code());
        assertEquals(12, agent.run("rebuild-index", "--key-file", "agent.key").code());
        assertFalse(Files.exists(encrypted.resolve("generations")));
        assertEquals(0, owner.run("rebuild-index").code());
        assertTrue(owner.run("snapshots").out().contains(source.toString()));
        assertEquals(12, new CommandRun(directory).with("HOLDFAST_REPOSITORY", encrypted.toString()).with("HOLDFAST_PASSPHRASE", "x").run("rebuild-index").code());
    }
}
