package dev.holdfast.client.benchmark;

/** One line of figures. Speeds are of one core, in millions of bytes of raw content per second. */
public sealed interface BenchmarkResult {
    /**
     * How one cutter does on one kind of content, before and after edits.
     *
     * @param content kind of content
     * @param cutter the cutter and how it is set
     * @param averageBytes the length it aims at
     * @param megabytesPerSecond speed of cutting alone; 0 for a cutter that does not look at content
     * @param bytes content before the edits
     * @param chunks chunks of it
     * @param distinctChunks different ones among them
     * @param distinctBytes their length: what has to be stored, before compression
     * @param newChunks chunks after the edits that were not there before
     * @param newBytes their length
     * @param newStoredBytes what they take when compressed at level 1, each by itself
     */
    record Cutting(
            String content,
            String cutter,
            int averageBytes,
            double megabytesPerSecond,
            long bytes,
            long chunks,
            long distinctChunks,
            long distinctBytes,
            long newChunks,
            long newBytes,
            long newStoredBytes)
            implements BenchmarkResult {
        /** Content per stored byte; 1 if nothing occurs twice. */
        public double deduplication() {
            return (double) bytes / distinctBytes;
        }
    }

    /**
     * The whole way of content through one core: cut, fingerprint, compress, seal and verify, at one chunk size.
     *
     * @param averageBytes the length of chunks aimed at
     * @param level compression level
     * @param storedBytes what the different chunks take when compressed, sealed and padded
     */
    record Pipeline(
            String content, int averageBytes, int level, double megabytesPerSecond, long bytes, long chunks, long storedBytes)
            implements BenchmarkResult {}

    /** How one compression level does; {@code ratio} is raw length over compressed length. */
    record Compressing(
            String content, int level, double ratio, double megabytesPerSecond, double decompressingMegabytesPerSecond)
            implements BenchmarkResult {}

    /** Speed of one other stage: a hash, sealing, or a part of verification. */
    record Stage(String stage, String means, double megabytesPerSecond) implements BenchmarkResult {}
}
