package dev.holdfast.verify.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Directory trees, made and compared by other programs than Holdfast. */
public final class Trees {
    private Trees() {}

    /** Makes a directory with everything odd that a file system can hold. */
    public static void makeOdd(Path directory) {
        create(directory);
        Outcome made = script("odd-tree.sh", directory.toString());
        assertEquals(0, made.code(), made::toString);
    }

    /** Demands that the other tree is the same in content, attributes and hard links, its top included. */
    public static void assertSame(Path one, Path other, String what) {
        Outcome compared = script("same-tree.sh", one.toString(), other.toString());
        assertEquals("", compared.out() + compared.err(), () -> what + ": " + other + " differs from " + one + "\n" + compared);
        assertEquals(0, compared.code(), compared::toString);
    }

    /** Copies a tree with all that it has. */
    public static void copy(Path from, Path to) {
        tool("cp", "-a", from.toString(), to.toString());
    }

    /** Removes a tree, however deep and whatever is in it. */
    public static void remove(Path tree) {
        tool("chmod", "-R", "u+rwX", tree.toString());
        tool("rm", "-rf", tree.toString());
    }

    /** The same, but does not wait for it: on a disk that is told of every block that becomes free, that takes longer than many a test. */
    static void removeBehind(Path tree) {
        try {
            new ProcessBuilder("bash", "-c", "chmod -R u+rwX \"$0\"; rm -rf \"$0\"", tree.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a directory with all that leads there. */
    public static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs another program that must succeed. */
    public static Outcome tool(String... command) {
        Outcome outcome = Processes.run(Path.of("/"), Map.of(), List.of(command));
        assertEquals(0, outcome.code(), outcome::toString);
        return outcome;
    }

    private static Outcome script(String name, String... arguments) {
        try (InputStream content = Objects.requireNonNull(Trees.class.getResourceAsStream(name))) {
            Path file = Files.createTempFile("holdfast-test", ".sh");
            Files.write(file, content.readAllBytes());
            List<String> command = new ArrayList<>(List.of("bash", file.toString()));
            command.addAll(List.of(arguments));
            Outcome outcome = Processes.run(Path.of("/"), Map.of(), command);
            Files.delete(file);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
