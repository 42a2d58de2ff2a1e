package dev.holdfast.core.time;

import dev.holdfast.core.id.Id128;

/** A source of random bytes; cryptographically strong in production, seeded in a simulator. */
public interface Entropy {
    /** Fills {@code target} with random bytes. */
    void fill(byte[] target);

    /** A new array of {@code length} random bytes. */
    default byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        fill(bytes);
        return bytes;
    }

    /** A new random 128-bit value. */
    default Id128 id() {
        return Id128.read(bytes(Id128.BYTES), 0);
    }

    /** The operating system's generator. */
    static Entropy system() {
        return new SystemEntropy();
    }
}
