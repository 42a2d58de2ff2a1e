package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A collection that has packs to rewrite, delete and condemn; the source is back in a state that was forgotten. */
final class PruneScenario implements Scenario {
    private final History history = History.begin();

    PruneScenario() {
        for (String state : List.of("first", "second", "third", "fourth")) {
            history.change(state);
            history.backUp(state);
        }
        forget("first");
        history.sandbox().here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
        forget("second");
        history.goBack("first");
        history.keep();
    }

    private void forget(String state) {
        String id = history.sandbox().snapshots().stream().filter(snapshot -> snapshot.tag().equals(state)).findFirst().orElseThrow().id();
        history.sandbox().here("forget", id).expect(ExitCode.COMPLETE);
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
        return List.of("prune", "--max-unused", "0");
    }

    @Override
    public Path watched() {
        return history.sandbox().repository();
    }

    @Override
    public Set<ExitCode> ends() {
        return EnumSet.of(ExitCode.DISK_FULL, ExitCode.DENIED, ExitCode.INCOMPLETE, ExitCode.BUSY, ExitCode.FAILED);
    }

    @Override
    public void verify(Outcome outcome) {
        assertEquals(List.of("third", "fourth"), history.tags(), outcome::toString);
        history.assertGoesOn("first");
    }

    @Override
    public void close() {
        history.close();
    }

    @Override
    public String toString() {
        return "prune";
    }
}
