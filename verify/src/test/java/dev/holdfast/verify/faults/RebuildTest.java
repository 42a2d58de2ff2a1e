package dev.holdfast.verify.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lost index is made again out of the packs; what damaged packs cost is told, and healed by the next backup. */
final class RebuildTest {
    private static final String FILL = """
            cd "$0" && mkdir -p a/b && head -c 900000 /dev/urandom > a/noise && seq 1 40000 > a/b/list && echo small > small && ln small hard""";

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final Sandbox sandbox = Sandbox.create();

    @BeforeEach
    void fill() {
        System.out.println("RebuildTest: " + Seeds.replay(seed));
        Trees.tool("bash", "-c", FILL, sandbox.source().toString());
        sandbox.here("init").expect(ExitCode.COMPLETE);
        backup("first");
        Trees.copy(sandbox.source(), sandbox.path("first"));
        Trees.tool("bash", "-c", "echo more > " + sandbox.source().resolve("a/b/more"));
        backup("second");
        Trees.copy(sandbox.source(), sandbox.path("second"));
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    private void backup(String tag) {
        sandbox.here("backup", "--tag", tag, sandbox.source().toString()).expect(ExitCode.COMPLETE);
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> all = Files.walk(sandbox.repository().resolve(below))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void loseIndex() throws IOException {
        for (Path file : files("index")) {
            Files.delete(file);
        }
    }

    /** Both snapshots are there, nothing is damaged, and the next backup and prune work. */
    private void assertRecovered() {
        assertEquals(List.of("first", "second"), sandbox.snapshots().stream().map(Sandbox.Listed::tag).toList());
        sandbox.assertSound();
        sandbox.snapshots().forEach(snapshot -> sandbox.assertRestores(snapshot.id(), sandbox.path(snapshot.tag())));
        Outcome again = sandbox.here("backup", "--json", sandbox.source().toString()).expect(ExitCode.COMPLETE);
        assertTrue(again.out().contains("\"bytes_read\":0"), again::toString);
        sandbox.here("forget", "--keep-last", "1", "--prune").expect(ExitCode.COMPLETE);
        sandbox.assertSound();
        sandbox.assertRestores("latest", sandbox.source());
    }

    @Test
    void lostIndexIsMadeAgainByThePackagedProgram() throws IOException {
        loseIndex();
        sandbox.run("backup", sandbox.source().toString()).expectError(ExitCode.DAMAGED, "it is not there", "holdfast rebuild-index");
        sandbox.run("rebuild-index").expect(ExitCode.COMPLETE);
        assertRecovered();
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTIED", "TRUNCATED", "LENGTHENED", "FLIPPED", "OVERWRITTEN"})
    void damagedIndexIsMadeAgain(DamageTest.Damage damage) throws IOException {
        for (Path file : files("index")) {
            damage.to(file, file, random);
        }
        sandbox.here("rebuild-index").expect(ExitCode.COMPLETE);
        assertRecovered();
    }

    @ParameterizedTest
    @EnumSource(DamageTest.Damage.class)
    void damagedPackIsToldAndHealedByTheNextBackup(DamageTest.Damage damage) throws IOException {
        List<Path> packs = files("packs");
        int at = random.nextInt(packs.size());
        damage.to(packs.get(at), packs.get((at + 1) % packs.size()), random);
        loseIndex();
        Outcome rebuilt = sandbox.here("rebuild-index").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        boolean told = rebuilt.out().contains(packs.get(at).getFileName().toString());
        assertTrue(told || damage == DamageTest.Damage.DELETED, () -> packs.get(at) + " is not named by " + rebuilt + Seeds.replay(seed));
        sandbox.here("check", "--read-data").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        if (rebuilt.out().contains("unreadable pack " + packs.get(at).getFileName())) {
            Files.delete(packs.get(at));
        }
        if (rebuilt.out().contains("unreadable pack " + packs.get((at + 1) % packs.size()).getFileName())) {
            Files.delete(packs.get((at + 1) % packs.size()));
        }

        backup("healing");
        sandbox.assertRestores("latest", sandbox.source());
        String healing = sandbox.snapshots().getLast().id();
        sandbox.here("forget", "--keep-id", healing, "--group-by", "none", "--prune").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        sandbox.assertSound();
        sandbox.assertRestores("latest", sandbox.source());
    }

    @Test
    void chunksOfAMissingPackAreNamedAndTheirFilesByTheCheckAndHealedForAllSnapshots() throws IOException {
        Path largest = files("packs").stream()
                .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
                .orElseThrow();
        Files.delete(largest);
        loseIndex();
        Outcome rebuilt = sandbox.here("rebuild-index").expect(ExitCode.INCOMPLETE);
        assertTrue(rebuilt.out().contains("lost       chunk ") && rebuilt.out().contains("lacks "), rebuilt::toString);
        Outcome checked = sandbox.here("check").expect(ExitCode.INCOMPLETE);
        assertTrue(checked.out().contains("a/noise"), checked::toString);
        backup("healing");
        sandbox.here("prune").expect(ExitCode.COMPLETE);
        sandbox.assertSound();
        sandbox.snapshots().stream()
                .filter(snapshot -> !snapshot.tag().equals("healing"))
                .forEach(snapshot -> sandbox.assertRestores(snapshot.id(), sandbox.path(snapshot.tag())));
    }

    @Test
    void changedBitInTheNameOfAKeyIsDamageOfThePack() throws IOException {
        Path largest = files("packs").stream()
                .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(largest);
        // Behind the pack's header, magic, version and kind of its first segment.
        bytes[48 + 8 + random.nextInt(16)] ^= 1;
        Files.write(largest, bytes);
        sandbox.here("restore", "latest", "--target", sandbox.path("out").toString()).expect(ExitCode.INCOMPLETE);
        Outcome checked = sandbox.here("check", "--read-data").expect(ExitCode.INCOMPLETE);
        assertTrue(checked.out().contains(largest.getFileName().toString()), checked::toString);
        sandbox.here("rebuild-index").expect(ExitCode.INCOMPLETE);
        backup("healing");
        sandbox.assertRestores("latest", sandbox.source());
    }

    @Test
    void backupThatRunsDuringARebuildIsRefusedAndNotTakenForDone() throws IOException {
        Path pipe = sandbox.path("pipe");
        Trees.tool("mkfifo", pipe.toString());
        Processes.Running running = sandbox.start("backup", "--stdin-from-command", "--stdin-filename", "stream", "--", "cat", pipe.toString());
        byte[] noise = new byte[8 << 20];
        random.nextBytes(noise);
        try (OutputStream stream = Files.newOutputStream(pipe)) {
            // What a pipe cannot hold has been read, so the session is open.
            stream.write(noise);
            sandbox.here("rebuild-index").expect(ExitCode.COMPLETE);
            stream.write(noise);
        }
        running.await().expectError(ExitCode.BUSY);
        // What it wrote after the packs were listed is in no index yet.
        sandbox.here("rebuild-index").expect(ExitCode.COMPLETE);
        assertRecovered();
    }
}
