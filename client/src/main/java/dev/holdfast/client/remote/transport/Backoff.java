package dev.holdfast.client.remote.transport;

import dev.holdfast.core.time.Entropy;
import java.nio.ByteBuffer;

/** Waiting times with full jitter: random(0, min(cap, base * 2^n)) (Brooker: "Exponential Backoff And Jitter", 2015). */
final class Backoff {
    private static final long BASE_NANOS = 100_000_000;
    private static final long CAP_NANOS = 10_000_000_000L;

    private final Entropy entropy;

    Backoff(Entropy entropy) {
        this.entropy = entropy;
    }

    /** How long to wait before attempt {@code n} + 2. */
    long nanos(int n) {
        long most = Math.min(CAP_NANOS, BASE_NANOS << Math.min(n, 20));
        return Long.remainderUnsigned(ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong(), most) + 1;
    }
}
