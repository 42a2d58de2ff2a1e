package dev.holdfast.engine.select;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class JudgeAllocationTest {
    private static final int ROUNDS = 20_000;

    @Test
    void judgingAllocatesNothing() {
        PathRules rules = PathRules.of(
                PathWalk.patterns("node_modules/", ".cache", "*.o", "*~", "[._]*.sw?", "/proc", "a/**/b", "!keep"),
                PathWalk.patterns("/home", "src", "*.java"));
        Selection selection = rules.root().enter(PathWalk.bytes("a"));
        byte[][] names = {PathWalk.bytes("Main.java"), PathWalk.bytes("main.o"), PathWalk.bytes("notes"), PathWalk.bytes("b")};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int taken = count(selection, names);
        long before = threads.getCurrentThreadAllocatedBytes();
        taken += count(selection, names);
        long perName = (threads.getCurrentThreadAllocatedBytes() - before) / (2L * ROUNDS * names.length);
        assertTrue(taken > 0);
        assertTrue(perName == 0, () -> perName + " bytes allocated for each name");
    }

    private static int count(Selection selection, byte[][] names) {
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            for (byte[] name : names) {
                taken += selection.judge(name, EntryKind.FILE) == Verdict.TAKE ? 1 : 0;
                taken += selection.judge(name, EntryKind.DIRECTORY) == Verdict.TAKE ? 1 : 0;
            }
        }
        return taken;
    }
}
