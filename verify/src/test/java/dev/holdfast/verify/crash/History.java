package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small repository with a past: a source in several states, each backed up under its name as tag, with a copy to compare with. */
final class History implements AutoCloseable {
    private static final String FILL = """
            cd "$0" && mkdir -p a/b c && echo small > a/small && head -c 200000 /dev/urandom > a/b/random && ln a/small c/hard
            ln -s a/small link && head -c 90000 /dev/zero > c/zeros && echo private > c/private && chmod 600 c/private && mkfifo pipe
            truncate -s 300000 c/sparse && touch -d @-1.5 a/small""";
    private static final String CHANGE = """
            cd "$0" && echo more >> a/small && head -c 120000 /dev/urandom > c/new-$1 && echo $1 > c/private && mkdir -p d/$1
            seq 1 20000 > d/$1/list && rm -f a/b/old && ln a/b/random d/$1/hard""";

    private final Sandbox sandbox = Sandbox.create();

    private History() {}

    /** A source in its first state and a repository without snapshots. */
    static History begin() {
        History history = new History();
        history.sandbox.here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
        Trees.tool("bash", "-c", FILL, history.sandbox.source().toString());
        return history;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Changes the source and gives the new state a name. */
    void change(String state) {
        Trees.tool("bash", "-c", CHANGE, sandbox.source().toString(), state);
        Trees.copy(sandbox.source(), copy(state));
    }

    /** Backs the source up under the name of its state. */
    void backUp(String state) {
        sandbox.here("backup", "--tag", state, sandbox.source().toString()).expect(ExitCode.COMPLETE);
    }

    /** Takes the source back to a state. */
    void goBack(String state) {
        Trees.tool("rm", "-rf", sandbox.source().toString());
        Trees.copy(copy(state), sandbox.source());
    }

    Path copy(String state) {
        return sandbox.path("state-" + state);
    }

    /** Keeps the repository as it is now, for {@link #reset()}. */
    void keep() {
        Trees.copy(sandbox.repository(), sandbox.path("kept"));
    }

    /** Takes the repository back to how it was kept. */
    void reset() {
        Trees.tool("rm", "-rf", sandbox.repository().toString(), sandbox.path("target").toString());
        Trees.copy(sandbox.path("kept"), sandbox.repository());
    }

    List<String> tags() {
        return sandbox.snapshots().stream().map(Sandbox.Listed::tag).toList();
    }

    /** Demands that a backup of {@code state}, then a collection, work, and that every snapshot then restores as its state. */
    void assertGoesOn(String state) {
        backUp(state);
        List<String> before = tags();
        sandbox.here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
        sandbox.here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
        assertEquals(before, tags(), "snapshots after the collection");
        sandbox.snapshots().forEach(snapshot -> sandbox.assertRestores(snapshot.id(), copy(snapshot.tag())));
        sandbox.assertSound();
        assertNothingIsLeftOver();
    }

    /** What an interrupted command had begun to write is gone in the end. */
    private void assertNothingIsLeftOver() {
        try (Stream<Path> all = Files.walk(sandbox.repository())) {
            List<Path> left = all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains("incoming") || path.getFileName().toString().startsWith("."))
                    .toList();
            assertTrue(left.isEmpty(), left::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
