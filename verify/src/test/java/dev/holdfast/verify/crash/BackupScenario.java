package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A backup of a changed source into a repository with two snapshots. */
final class BackupScenario implements Scenario {
    private final History history = History.begin();

    BackupScenario() {
        for (String state : List.of("first", "second")) {
            history.change(state);
            history.backUp(state);
        }
        history.change("third");
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
        return List.of("backup", "--tag", "third", history.sandbox().source().toString());
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
        List<String> without = List.of("first", "second");
        List<String> with = List.of("first", "second", "third");
        List<String> found = history.tags();
        // One that ends while it commits may leave either; an answer must be true.
        boolean open = outcome.code() != ExitCode.COMPLETE.number() && found.size() == with.size();
        assertEquals(open || outcome.code() == ExitCode.COMPLETE.number() ? with : without, found, outcome::toString);
        history.assertGoesOn("third");
    }

    @Override
    public void close() {
        history.close();
    }

    @Override
    public String toString() {
        return "backup";
    }
}
