package dev.holdfast.core.keys;

import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.time.Clock;
import java.time.Instant;

/** Key rings that a seed decides, without the slots and the cost of opening them. */
public final class TestRings {
    /** A clock that always shows the same second. */
    public static final Clock CLOCK = new Clock() {
        @Override
        public Instant now() {
            return Instant.ofEpochSecond(1_767_225_600);
        }

        @Override
        public long monotonicNanos() {
            return 0;
        }
    };

    private TestRings() {}

    /** A ring with a master key and one data key, all made from {@code seed}. */
    public static MasterKeyRing encrypted(long seed) {
        SeededEntropy entropy = new SeededEntropy(seed);
        MasterKey master = new MasterKey(new RepositoryId(entropy.id()), entropy.bytes(MasterKey.BYTES));
        MasterKeyRing ring = new MasterKeyRing(master, new DataKeyFiles(new MemoryFiles()));
        ring.rotate(entropy, CLOCK);
        return ring;
    }

    /** The ring of a repository without encryption. */
    public static KeyRing plain(long seed) {
        return new PlainKeyRing(new RepositoryId(new Id128(seed, ~seed)));
    }
}
