package dev.holdfast.verify.journeys;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that a file system can hold comes back as it was. */
final class OddTreeTest {
    private final Sandbox sandbox = Sandbox.create();

    @AfterEach
    void remove() {
        sandbox.close();
    }

    @Test
    void treeOfEverythingOddComesBackIdentical() {
        Trees.makeOdd(sandbox.source());
        sandbox.run("init").expect(ExitCode.COMPLETE);
        sandbox.run("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
        sandbox.run("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
        Path target = sandbox.path("target");
        sandbox.run("restore", "latest", "--target", target.toString(), "--setuid").expect(ExitCode.COMPLETE);
        Trees.assertSame(sandbox.source(), Sandbox.inside(target, sandbox.source()), "restore");
    }
}
