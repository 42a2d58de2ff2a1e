package dev.holdfast.storage.service.collect;

/**
 * When a collector thinks a pack worth rewriting. No choice here affects safety.
 *
 * @param garbageShare a pack with more garbage than this part of its bytes is condemned; one without anything else always is
 * @param packBytes length at which a pack of survivors is full
 * @param smallPacks once more packs of a kind than this are under a quarter of {@code packBytes}, they are merged
 * @param pageRows rows read at once
 */
public record CollectionPolicy(double garbageShare, long packBytes, int smallPacks, int pageRows) {
    /** What is right for nearly everybody. */
    public static final CollectionPolicy DEFAULT = new CollectionPolicy(0.30, 32L << 20, 64, 1024);

    public CollectionPolicy {
        if (!(garbageShare >= 0 && garbageShare <= 1) || packBytes <= 0 || smallPacks < 1 || pageRows < 1) {
            throw new IllegalArgumentException("impossible policy: garbage share " + garbageShare + ", pack bytes " + packBytes
                    + ", small packs " + smallPacks + ", page rows " + pageRows);
        }
    }

    /** This policy with another share of garbage. */
    public CollectionPolicy withGarbageShare(double share) {
        return new CollectionPolicy(share, packBytes, smallPacks, pageRows);
    }

    boolean isSmall(long sizeBytes) {
        return sizeBytes < packBytes / 4;
    }
}
