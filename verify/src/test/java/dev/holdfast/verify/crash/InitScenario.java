package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Making an encrypted repository. */
final class InitScenario implements Scenario {
    private final Sandbox sandbox = Sandbox.create();

    InitScenario() {
        Trees.tool("bash", "-c", "echo text > " + sandbox.source().resolve("file"));
    }

    @Override
    public Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public void reset() {
        Trees.tool("rm", "-rf", sandbox.repository().toString());
    }

    @Override
    public List<String> command() {
        return List.of("init");
    }

    @Override
    public Path watched() {
        return sandbox.repository();
    }

    @Override
    public Set<ExitCode> ends() {
        return EnumSet.of(ExitCode.DISK_FULL, ExitCode.DENIED, ExitCode.FAILED);
    }

    @Override
    public void verify(Outcome outcome) {
        boolean exists = sandbox.here("snapshots").expect(ExitCode.COMPLETE, ExitCode.NO_REPOSITORY).code() == 0;
        if (outcome.code() == ExitCode.COMPLETE.number()) {
            assertEquals(true, exists, outcome::toString);
        }
        sandbox.here("init").expect(exists ? ExitCode.REFUSED : ExitCode.COMPLETE);
        sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
        sandbox.snapshots().forEach(snapshot -> sandbox.assertRestores(snapshot.id(), sandbox.source()));
        sandbox.assertSound();
    }

    @Override
    public void close() {
        sandbox.close();
    }

    @Override
    public String toString() {
        return "init";
    }
}
