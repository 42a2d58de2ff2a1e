package dev.holdfast.server.browse;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.Passphrase;
import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Opens key rings. One passphrase is stretched at a time, because each takes much memory and all cores. Thread-safe. */
final class TenantKeys {
    private static final long LONGEST_WAIT_SECONDS = 15;

    private final Clock clock;
    private final Entropy entropy;
    private final PassphraseStretching stretching;
    private final UnlockAttempts attempts;
    private final Semaphore turn = new Semaphore(1, true);

    TenantKeys(Clock clock, Entropy entropy, PassphraseStretching stretching) {
        this.clock = clock;
        this.entropy = entropy;
        this.stretching = stretching;
        this.attempts = new UnlockAttempts(clock);
    }

    /** Whether a repository can be read without a key. */
    static boolean isPlain(RepositoryConfig config) {
        return config.encryption() == EncryptionMode.NONE;
    }

    KeyRing openPlain(RepositoryAccess access, RepositoryConfig config) {
        return slots(access, config).openPlain();
    }

    /**
     * Opens with a passphrase, which is closed here.
     *
     * @throws HoldfastException WRONG_PASSPHRASE, or OVERLOADED after too many of those
     */
    KeyRing open(RepositoryAccess access, Caller caller, TenantName tenant, Passphrase passphrase) {
        try (passphrase) {
            RepositoryConfig config = access.requireConfig();
            List<UnlockAttempts.Key> keys = List.of(
                    new UnlockAttempts.Key(tenant.text(), "at " + caller.address()),
                    new UnlockAttempts.Key(tenant.text(), "as " + caller.kind() + " " + caller.id()));
            awaitTurn();
            try {
                attempts.require(keys);
                return opened(slots(access, config), passphrase, keys);
            } finally {
                turn.release();
            }
        }
    }

    private KeyRing opened(KeySlots slots, Passphrase passphrase, List<UnlockAttempts.Key> keys) {
        try {
            KeyRing ring = slots.open(passphrase);
            attempts.succeeded(keys);
            return ring;
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.WRONG_PASSPHRASE) {
                attempts.failed(keys);
            }
            throw e;
        }
    }

    private void awaitTurn() {
        try {
            if (turn.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw BrowseFailures.busy();
    }

    private KeySlots slots(RepositoryAccess access, RepositoryConfig config) {
        return new KeySlots(access.files(), config, entropy, clock, stretching);
    }
}
