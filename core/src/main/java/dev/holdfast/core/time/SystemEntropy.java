package dev.holdfast.core.time;

import java.security.SecureRandom;

/** Random bytes from the platform's generator. */
final class SystemEntropy implements Entropy {
    private final SecureRandom random = new SecureRandom();

    @Override
    public void fill(byte[] target) {
        random.nextBytes(target);
    }
}
