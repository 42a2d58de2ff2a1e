package dev.holdfast.client.benchmark;

import java.nio.file.Path;

/**
 * What to measure.
 *
 * @param input where content comes from
 * @param bytes how much of each kind of content to use, at least 1 MiB
 * @param rounds how often to measure each speed, of which the best counts
 */
public record BenchmarkRequest(Input input, long bytes, int rounds) {
    /** Least amount of content in bytes. */
    public static final long MIN_BYTES = 1 << 20;

    public BenchmarkRequest {
        if (bytes < MIN_BYTES) {
            throw new IllegalArgumentException("at least " + MIN_BYTES + " bytes are needed, not " + bytes);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one round is needed, not " + rounds);
        }
    }

    /** Where content comes from. */
    public sealed interface Input {
        /** Made from a seed: images with edits, logs, and runs. */
        record Generated(long seed) implements Input {}

        /** The regular files below a directory in order of their paths, one after another, and edits made from a seed. */
        record Folder(Path directory, long seed) implements Input {}
    }
}
