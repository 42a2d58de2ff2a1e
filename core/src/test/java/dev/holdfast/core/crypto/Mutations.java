package dev.holdfast.core.crypto;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Variations on valid bytes, as seeds for a fuzzer and as a short test by themselves: the seed is the position in the stream. */
public final class Mutations {
    private static final int COUNT = 300;
    private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};

    private Mutations() {}

    /** The valid bytes themselves and some hundred variations, each as the one argument of a test. */
    public static Stream<Arguments> of(byte[] valid) {
        Stream<byte[]> changed = IntStream.range(0, COUNT).mapToObj(seed -> mutate(valid, seed));
        return Stream.concat(Stream.of(valid.clone()), changed).map(bytes -> Arguments.of((Object) bytes));
    }

    private static byte[] mutate(byte[] valid, int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        byte[] bytes = valid.clone();
        for (int step = random.nextInt(1, 4); step > 0 && bytes.length > 0; step--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = EXTREMES[random.nextInt(EXTREMES.length)];
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), EXTREMES[random.nextInt(EXTREMES.length)]);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + at);
                default -> throw new AssertionError();
            }
        }
        return bytes;
    }
}
