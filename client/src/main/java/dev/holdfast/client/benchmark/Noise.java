package dev.holdfast.client.benchmark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A sequence of pseudo-random numbers that is the same on every machine: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
final class Noise {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long state;

    Noise(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** A number in 0 to {@code bound} - 1. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** Fills a range with noise. */
    void fill(byte[] target, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            LONG.set(target, i, next());
        }
        for (; i < to; i++) {
            target[i] = (byte) next();
        }
    }
}
