package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Forgetting the older two of three snapshots. */
final class ForgetScenario implements Scenario {
    private static final List<String> ALL = List.of("first", "second", "third");

    private final History history = History.begin();

    ForgetScenario() {
        for (String state : ALL) {
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
        return List.of("forget", "--keep-last", "1", "--prune");
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
        List<String> found = history.tags();
        assertEquals("third", found.getLast(), outcome::toString);
        assertEquals(ALL.stream().filter(found::contains).toList(), found, outcome::toString);
        if (outcome.code() == ExitCode.COMPLETE.number()) {
            assertEquals(List.of("third"), found, outcome::toString);
        }
        history.assertGoesOn("first");
    }

    @Override
    public void close() {
        history.close();
    }

    @Override
    public String toString() {
        return "forget";
    }
}
