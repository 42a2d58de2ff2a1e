package dev.holdfast.control.config;

import dev.holdfast.core.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One running server or agent.
 *
 * @param id stays the same for as long as it exists
 * @param cells the groups it is in
 */
public record Instance(Applies kind, String id, Set<String> cells) {
    public Instance {
        cells = Set.copyOf(cells);
    }

    /**
     * Its place from 0 to 99 among all instances, by its id alone: it is in every stage of a greater percentage, and settings that are staged
     * together reach the same instances.
     */
    int place() {
        byte[] digest = Sha256.of(id.getBytes(StandardCharsets.UTF_8));
        long word = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            word = word << 8 | digest[i] & 0xFF;
        }
        return (int) (word * 100 >>> Integer.SIZE);
    }
}
