package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A restore over an older state of the same tree. */
final class RestoreScenario implements Scenario {
    private final History history = History.begin();

    RestoreScenario() {
        for (String state : List.of("first", "second")) {
            history.change(state);
            history.backUp(state);
        }
        history.keep();
    }

    private Path target() {
        return history.sandbox().path("target");
    }

    private Path restored() {
        return Sandbox.inside(target(), history.sandbox().source());
    }

    @Override
    public Sandbox sandbox() {
        return history.sandbox();
    }

    @Override
    public void reset() {
        history.reset();
        Trees.create(restored());
        Trees.tool("rmdir", restored().toString());
        Trees.copy(history.copy("first"), restored());
    }

    @Override
    public List<String> command() {
        return List.of("restore", "latest", "--delete", "--target", target().toString());
    }

    @Override
    public Path watched() {
        return target();
    }

    @Override
    public Set<ExitCode> ends() {
        return EnumSet.of(ExitCode.DISK_FULL, ExitCode.DENIED, ExitCode.INCOMPLETE);
    }

    @Override
    public void verify(Outcome outcome) {
        if (outcome.code() == ExitCode.COMPLETE.number()) {
            Trees.assertSame(history.copy("second"), restored(), "restore that says it is complete: " + outcome);
        }
        assertEachFileIsWhole();
        // What lacks an attribute only, as was said, does not look changed.
        String overwrite = outcome.err().contains("warning: ") ? "always" : "if-changed";
        history.sandbox()
                .here("restore", "latest", "--delete", "--overwrite", overwrite, "--target", target().toString())
                .expect(ExitCode.COMPLETE);
        Trees.assertSame(history.copy("second"), restored(), "restore that goes on after " + outcome);
    }

    /** Under its own name each file is the old one or the new one. */
    private void assertEachFileIsWhole() {
        try (Stream<Path> all = Files.walk(restored())) {
            for (Path path : all.toList()) {
                boolean counts = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && !path.getFileName().toString().startsWith(".holdfast-");
                boolean whole = !counts || isAs("first", path) || isAs("second", path);
                assertEquals(true, whole, () -> path + " is neither the old file nor the new");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAs(String state, Path path) throws IOException {
        Path original = history.copy(state).resolve(restored().relativize(path));
        return Files.exists(original) && Files.mismatch(original, path) == -1;
    }

    @Override
    public void close() {
        history.close();
    }

    @Override
    public String toString() {
        return "restore";
    }
}
