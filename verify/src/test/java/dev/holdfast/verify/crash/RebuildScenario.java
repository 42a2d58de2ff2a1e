package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Making a new index for two snapshots while the old one is still there. */
final class RebuildScenario implements Scenario {
    private final History history = History.begin();

    RebuildScenario() {
        for (String state : List.of("first", "second")) {
            history.change(state);
            history.backUp(state);
        }
        history.goBack("first");
        history.keep();
    }

    @Override
    public Sandbox sandbox() {
        return history.sandbox();
    }

    @Override
    public void reset() {
        history.reset();
    }

    @Override
    public List<String> command() {
        return List.of("rebuild-index");
    }

    @Override
    public Path watched() {
        return history.sandbox().repository();
    }

    @Override
    public Set<ExitCode> ends() {
        return EnumSet.of(ExitCode.DISK_FULL, ExitCode.DENIED, ExitCode.BUSY, ExitCode.FAILED);
    }

    @Override
    public void verify(Outcome outcome) {
        Outcome next = history.sandbox().here("snapshots").expect(ExitCode.COMPLETE, ExitCode.DAMAGED);
        if (next.code() == ExitCode.DAMAGED.number()) {
            assertEquals(false, outcome.code() == ExitCode.COMPLETE.number(), () -> outcome + "\n" + next);
            history.sandbox().here("rebuild-index").expect(ExitCode.COMPLETE);
        }
        assertEquals(List.of("first", "second"), history.tags(), outcome::toString);
        history.assertGoesOn("first");
    }

    @Override
    public void close() {
        history.close();
    }

    @Override
    public String toString() {
        return "rebuild-index";
    }
}
