package dev.holdfast.core.crypto;

import dev.holdfast.core.time.Entropy;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Bytes that a seed decides. */
public final class SeededEntropy implements Entropy {
    private final RandomGenerator random;

    public SeededEntropy(long seed) {
        random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
    }

    @Override
    public void fill(byte[] target) {
        random.nextBytes(target);
    }
}
