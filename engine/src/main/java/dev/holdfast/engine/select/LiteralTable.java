package dev.holdfast.engine.select;

import java.util.Arrays;
import java.util.List;

/**
 * The patterns that are a plain name, for one look-up by the bytes of a name without wrapping them in an object. Open addressing at a
 * load of at most one half; for each name the last pattern is kept that holds for everything, and the last that holds for directories.
 */
final class LiteralTable {
    private final byte[][] names;
    private final int[] lastForAll;
    private final int[] lastForDirectories;

    /**
     * @param rules all patterns in their order; only those with a plain name are entered
     */
    LiteralTable(List<Pattern> rules) {
        int plain = (int) rules.stream().filter(LiteralTable::isPlain).count();
        int slots = Math.max(2, Integer.highestOneBit(Math.max(1, plain)) * 4);
        names = new byte[slots][];
        lastForAll = new int[slots];
        lastForDirectories = new int[slots];
        Arrays.fill(lastForAll, -1);
        Arrays.fill(lastForDirectories, -1);
        for (int rule = 0; rule < rules.size(); rule++) {
            Pattern pattern = rules.get(rule);
            if (isPlain(pattern) && pattern.last() instanceof Component.Exact exact) {
                int slot = slot(exact.bytes());
                names[slot] = exact.bytes();
                (pattern.directoriesOnly() ? lastForDirectories : lastForAll)[slot] = rule;
            }
        }
    }

    static boolean isPlain(Pattern pattern) {
        return pattern.byName() && pattern.last() instanceof Component.Exact;
    }

    /** The number of the last pattern that is this name, or -1. */
    int lastMatch(byte[] name, EntryKind kind) {
        int slot = slot(name);
        return kind == EntryKind.DIRECTORY
                ? Math.max(lastForAll[slot], lastForDirectories[slot])
                : lastForAll[slot];
    }

    /** Where {@code name} is or would be. */
    private int slot(byte[] name) {
        int hash = Arrays.hashCode(name) * 0x9E3779B9;
        int slot = (hash ^ hash >>> 16) & names.length - 1;
        while (isUsed(slot) && !Arrays.equals(names[slot], name)) {
            slot = slot + 1 & names.length - 1;
        }
        return slot;
    }

    private boolean isUsed(int slot) {
        return lastForAll[slot] >= 0 || lastForDirectories[slot] >= 0;
    }
}
