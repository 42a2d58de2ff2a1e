package dev.holdfast.verify.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.SmallDisk;
import dev.holdfast.verify.program.Trees;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk under the repository, or under the target of a restore, is full or read-only. Needs root on Linux. */
final class DiskTest {
    private final Sandbox sandbox = Sandbox.create();
    private Optional<SmallDisk> disk = Optional.empty();

    @BeforeEach
    void mount() {
        disk = SmallDisk.mount(sandbox.repository(), 4);
        assumeTrue(disk.isPresent(), "only root can mount a small disk");
        sandbox.here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
        noise("first", 800_000);
        Trees.copy(sandbox.source(), sandbox.path("first"));
        backup("first").expect(ExitCode.COMPLETE);
    }

    @AfterEach
    void remove() {
        disk.ifPresent(SmallDisk::close);
        sandbox.close();
    }

    private SmallDisk disk() {
        return disk.orElseThrow();
    }

    private void noise(String name, int bytes) {
        Trees.tool("bash", "-c", "head -c " + bytes + " /dev/urandom > " + sandbox.source().resolve(name));
    }

    private Outcome backup(String tag) {
        return sandbox.run("backup", "--tag", tag, sandbox.source().toString());
    }

    private void assertOnlyTheFirstIsThere() {
        List<Sandbox.Listed> snapshots = sandbox.snapshots();
        assertEquals(List.of("first"), snapshots.stream().map(Sandbox.Listed::tag).toList());
        sandbox.assertRestores(snapshots.getFirst().id(), sandbox.path("first"));
    }

    @Test
    void backupOntoAFullDiskSaysSoLosesNothingAndWorksOnceThereIsRoom() {
        noise("second", 6_000_000);
        backup("second").expectError(ExitCode.DISK_FULL, "next: free ");
        assertOnlyTheFirstIsThere();
        backup("second").expectError(ExitCode.DISK_FULL);
        sandbox.here("prune").expect(ExitCode.COMPLETE, ExitCode.DISK_FULL);
        assertOnlyTheFirstIsThere();

        disk().remount("size=32m");
        backup("second").expect(ExitCode.COMPLETE);
        sandbox.assertRestores("latest", sandbox.source());
        sandbox.assertSound();
    }

    @Test
    void spaceOfForgottenSnapshotsCanBeFreedOnAFullDisk() {
        noise("second", 1_000_000);
        backup("second").expect(ExitCode.COMPLETE);
        Trees.copy(sandbox.source(), sandbox.path("second"));
        Trees.tool("bash", "-c", "head -c 30000000 /dev/zero > " + sandbox.repository().resolve("filler") + " || true");
        Outcome forgotten = sandbox.run("forget", "--keep-last", "1", "--prune");
        forgotten.expect(ExitCode.COMPLETE, ExitCode.DISK_FULL);
        sandbox.assertRestores("latest", sandbox.path("second"));
        Trees.tool("rm", sandbox.repository().resolve("filler").toString());
        sandbox.run("forget", "--keep-last", "1", "--prune").expect(ExitCode.COMPLETE);
        assertEquals(1, sandbox.snapshots().size());
        sandbox.assertRestores("latest", sandbox.path("second"));
        sandbox.assertSound();
    }

    @Test
    void readOnlyRepositoryIsReadAndRefusesChanges() {
        disk().remount("ro");
        noise("second", 1000);
        assertOnlyTheFirstIsThere();
        sandbox.run("snapshots").expect(ExitCode.COMPLETE);
        String id = sandbox.snapshots().getFirst().id();
        String[][] changing = {{"backup", sandbox.source().toString()}, {"forget", id}, {"tag", "--add", "new", id}};
        for (String[] command : changing) {
            sandbox.run(command).expectError(ExitCode.DENIED);
        }
        disk().remount("rw");
        backup("second").expect(ExitCode.COMPLETE);
        sandbox.assertRestores("latest", sandbox.source());
        sandbox.assertSound();
    }

    @Test
    void restoreOntoAFullDiskLeavesNoHalfFileAndGoesOnOnceThereIsRoom() {
        noise("second", 1_500_000);
        backup("second").expect(ExitCode.COMPLETE);
        try (SmallDisk target = SmallDisk.mount(sandbox.path("target"), 1).orElseThrow()) {
            String[] command = {"restore", "latest", "--overwrite", "if-changed", "--target", sandbox.path("target").toString()};
            Outcome outcome = sandbox.run(command).expect(ExitCode.INCOMPLETE, ExitCode.DISK_FULL);
            assertTrue(outcome.err().contains("No space left") || outcome.err().contains("no space"), outcome::toString);
            String files = Trees.tool("find", sandbox.path("target").toString(), "-name", "second").out();
            assertEquals("", files, "a file under its name that cannot be whole");
            target.remount("size=8m");
            sandbox.run(command).expect(ExitCode.COMPLETE);
            Trees.assertSame(sandbox.source(), Sandbox.inside(sandbox.path("target"), sandbox.source()), "restore with room");
        }
    }
}
