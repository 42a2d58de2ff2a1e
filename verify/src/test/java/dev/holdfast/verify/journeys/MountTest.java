package dev.holdfast.verify.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What is mounted is what was backed up, and what is backed up meanwhile appears there. */
@EnabledIf("canMount")
final class MountTest {
    private final Sandbox sandbox = Sandbox.create();

    static boolean canMount() {
        return Files.isWritable(Path.of("/dev/fuse"));
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    @Test
    void mountedSnapshotIsTheSourceWhileBackupsGoOn() {
        Trees.makeOdd(sandbox.source());
        sandbox.here("init").expect(ExitCode.COMPLETE);
        sandbox.here("backup", sandbox.source().toString(), "--tag", "first").expect(ExitCode.COMPLETE);
        Path point = Trees.create(sandbox.path("mounted"));
        Processes.Running mount = sandbox.start("mount", point.toString(), "--json");
        await("mountpoint -q \"$1\"", point);
        String first = sandbox.snapshots().getFirst().id().substring(0, 8);
        Trees.assertSame(sandbox.source(), inside(point, first), "mount");

        Trees.tool("touch", sandbox.source().resolve("made meanwhile").toString());
        sandbox.run("backup", sandbox.source().toString(), "--tag", "second").expect(ExitCode.COMPLETE);
        String second = sandbox.snapshots().getLast().id().substring(0, 8);
        await("test -d \"$1\"", inside(point, second));
        Trees.assertSame(sandbox.source(), inside(point, second), "mount of a snapshot made meanwhile");

        Trees.tool("umount", point.toString());
        assertEquals(0, mount.await().code());
    }

    private static void await(String condition, Path path) {
        Trees.tool("timeout", "60", "sh", "-c", "until " + condition + "; do sleep 0.05; done", "sh", path.toString());
    }

    private Path inside(Path point, String snapshot) {
        return Sandbox.inside(point.resolve("snapshots").resolve(snapshot), sandbox.source());
    }
}
