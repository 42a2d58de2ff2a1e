package dev.holdfast.verify.program;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** The judge of all restores sees what he must see. */
final class TreesTest {
    private final Sandbox sandbox = Sandbox.create();

    @AfterEach
    void remove() {
        sandbox.close();
    }

    private Path tree() {
        Path tree = Trees.create(sandbox.path("tree"));
        String fill = "cd " + tree + " && echo a > a && ln a b && ln -s a l && mkdir d e && truncate -s 20M s && setfattr -n user.x -v y a";
        Trees.tool("bash", "-c", fill);
        return tree;
    }

    @Test
    void copyIsTheSame() {
        Path tree = tree();
        Trees.copy(tree, sandbox.path("copy"));
        Trees.assertSame(tree, sandbox.path("copy"), "copy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo b > c && touch -r a c && cp --attributes-only -a a c && cat c > /dev/null && mv c b",
                "rm b && cp -a a b",
                "touch -d @1.000000001 a",
                "touch -h -d @1.000000001 l",
                "touch -d @1.000000001 d",
                "touch -d @1.000000001 .",
                "chmod 4644 a",
                "chmod 700 e",
                "ln -sf b l",
                "setfattr -x user.x a",
                "rmdir e",
                "touch new",
                "mkfifo e/pipe",
                "cp --sparse=never s t && touch -r s t && mv t s"
            })
    void differenceIsSeen(String change) {
        Path tree = tree();
        Path copy = sandbox.path("copy");
        Trees.copy(tree, copy);
        Trees.tool("bash", "-c", "cd " + copy + " && " + change);
        assertThrows(AssertionFailedError.class, () -> Trees.assertSame(tree, copy, "changed copy"));
    }
}
