package dev.holdfast.testkit.simulator;

import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.storage.service.Rules;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The protocol as it is played in a simulation: {@link #SOUND}, or a mutant of it with one thing changed.
 *
 * @param rules makes the rules of one run, for all that take part in it
 * @param upload the order in which agents store a pack
 * @param collectorsChunks what stands between a collector and the packs
 */
public record Protocol(Supplier<Rules> rules, Upload upload, UnaryOperator<ChunkStore> collectorsChunks) {
    /** The protocol as shipped. */
    public static final Protocol SOUND = new Protocol(Rules::new, Upload.BYTES_FIRST, UnaryOperator.identity());

    /** The order of the two steps that store a pack. */
    public enum Upload {
        BYTES_FIRST,
        ROW_FIRST
    }

    public static Protocol ruledBy(Supplier<Rules> rules) {
        return new Protocol(rules, Upload.BYTES_FIRST, UnaryOperator.identity());
    }
}
