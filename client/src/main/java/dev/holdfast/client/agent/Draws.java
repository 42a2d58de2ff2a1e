package dev.holdfast.client.agent;

import dev.holdfast.core.time.Entropy;
import java.nio.ByteBuffer;

/** Numbers drawn by chance. */
final class Draws {
    private Draws() {}

    /** From 0 inclusive to 1 exclusive, each of 2^53 values as likely as any other. */
    static double fraction(Entropy entropy) {
        return (ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong() >>> 11) * 0x1.0p-53;
    }
}
