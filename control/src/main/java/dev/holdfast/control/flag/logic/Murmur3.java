package dev.holdfast.control.flag.logic;

import java.nio.charset.StandardCharsets;

/** MurmurHash3_x86_32 of Austin Appleby (smhasher, public domain) with seed 0 over UTF-8: what flagd assigns by. */
final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /** The hash as an unsigned number of 32 bits. */
    static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int block = bytes[i] & 0xFF | (bytes[i + 1] & 0xFF) << 8 | (bytes[i + 2] & 0xFF) << 16 | bytes[i + 3] << 24;
            hash = Integer.rotateLeft(hash ^ mixed(block), 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            rest = rest << 8 | bytes[i] & 0xFF;
        }
        return finished(hash ^ mixed(rest) ^ bytes.length) & 0xFFFF_FFFFL;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int finished(int hash) {
        int value = (hash ^ hash >>> 16) * 0x85ebca6b;
        value = (value ^ value >>> 13) * 0xc2b2ae35;
        return value ^ value >>> 16;
    }
}
