package dev.holdfast.client.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.mount.kernel.ErrnoException;
import dev.holdfast.core.id.Fingerprint;
import org.junit.jupiter.api.Test;

class DirectoriesTest {
    private static final Fingerprint TREE = Fingerprint.parse("ab".repeat(32));

    private final Directories directories = new Directories();

    @Test
    void directoryIsForgottenWithItsLastReference() {
        directories.refer(77, TREE, 5);
        directories.refer(77, TREE, 5);
        int number = directories.ofNode(77).number();
        directories.forget(77, 1);
        assertEquals(number, directories.above(NodeNumber.of(number, 3, 4)).number());
        directories.forget(77, 1);
        assertEquals(0, directories.count());
        assertThrows(ErrnoException.class, () -> directories.ofNode(77));
        assertThrows(ErrnoException.class, () -> directories.above(NodeNumber.of(number, 3, 4)));
    }

    @Test
    void nodesThatAreNoDirectoriesAreForgottenWithoutATrace() {
        directories.forget(12345, 3);
        assertEquals(0, directories.count());
    }

    @Test
    void numbersNameDirectoryLeafAndPlace() {
        long number = NodeNumber.of(NodeNumber.MAX_DIRECTORY, (1 << 20) - 1, (1 << 16) - 1);
        assertEquals(-1, number);
        assertEquals(NodeNumber.MAX_DIRECTORY, NodeNumber.directory(number));
        assertEquals((1 << 20) - 1, NodeNumber.leaf(number));
        assertEquals((1 << 16) - 1, NodeNumber.place(number));
        assertThrows(ErrnoException.class, () -> NodeNumber.of(1, 1 << 20, 0));
    }
}
