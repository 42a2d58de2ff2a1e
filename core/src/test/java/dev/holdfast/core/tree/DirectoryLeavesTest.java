package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryLeavesTest {
    private final long seed = Seeds.next();
    private final RandomNodes nodes = new RandomNodes(Seeds.generator(seed));
    private final MemoryStructures structures = new MemoryStructures();

    private Fingerprint write(List<Node> directory) {
        DirectoryWriter writer = new DirectoryWriter(structures, DirectoryTest.SMALL);
        directory.forEach(writer::add);
        return writer.finish();
    }

    @Test
    void leavesTogetherAreTheDirectory() {
        for (int count : new int[] {0, 1, 50, 500, 5000}) {
            List<Node> directory = nodes.directory(count);
            DirectoryLeaves leaves = DirectoryLeaves.of(structures, write(directory));
            List<Node> read = new ArrayList<>();
            for (int leaf = 0; leaf < leaves.count(); leaf++) {
                read.addAll(leaves.read(structures, leaf));
            }
            assertEquals(directory, read, Seeds.replay(seed));
        }
    }

    @Test
    void everyNameIsInTheLeafThatCoversIt() {
        List<Node> directory = nodes.directory(2000);
        DirectoryLeaves leaves = DirectoryLeaves.of(structures, write(directory));
        assertTrue(leaves.count() > 10, Seeds.replay(seed));
        for (Node node : directory) {
            assertTrue(leaves.read(structures, leaves.covering(node.name())).contains(node), Seeds.replay(seed));
        }
    }

    @Test
    void damageIsNamed() {
        Fingerprint top = write(nodes.directory(500));
        structures.damage(top, new byte[] {9, 9, 9});
        HoldfastException failure = assertThrows(HoldfastException.class, () -> DirectoryLeaves.of(structures, top));
        assertEquals(ErrorCode.TREE_DAMAGED, failure.code());
    }
}
