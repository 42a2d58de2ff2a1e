package dev.holdfast.core.config;

/**
 * How a repository cuts content.
 *
 * @param algorithm the way to cut
 * @param averageBytes the aimed length of a chunk, a power of two from 4 KiB to 2 MiB
 */
public record CutterSettings(CutterAlgorithm algorithm, int averageBytes) {
    /** Smallest permitted average in bytes. */
    public static final int MIN_AVERAGE_BYTES = 4 * 1024;

    /** Largest permitted average in bytes; eight times this is the largest chunk there can be. */
    public static final int MAX_AVERAGE_BYTES = 2 * 1024 * 1024;

    public CutterSettings {
        if (averageBytes < MIN_AVERAGE_BYTES || averageBytes > MAX_AVERAGE_BYTES || Integer.bitCount(averageBytes) != 1) {
            throw new IllegalArgumentException("the average chunk length must be a power of two from " + MIN_AVERAGE_BYTES
                    + " to " + MAX_AVERAGE_BYTES + " bytes, not " + averageBytes);
        }
    }

    /** No chunk but a source's last is shorter. */
    public int minBytes() {
        return averageBytes / 2;
    }

    /** No chunk is longer. */
    public int maxBytes() {
        return averageBytes * 8;
    }
}
