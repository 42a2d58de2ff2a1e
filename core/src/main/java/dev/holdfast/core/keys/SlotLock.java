package dev.holdfast.core.keys;

import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Seals the master key into slots and opens it again. */
final class SlotLock {
    private static final String KEY_FILE_LABEL = "holdfast key file slot 1";

    private final PassphraseStretching stretching;
    private final Entropy entropy;
    private final Clock clock;

    SlotLock(PassphraseStretching stretching, Entropy entropy, Clock clock) {
        this.stretching = stretching;
        this.entropy = entropy;
        this.clock = clock;
    }

    /** What a slot holds. */
    record Opened(MasterKey master, Digest configDigest) {}

    /** A new slot, not written anywhere yet. */
    KeySlotFile close(Opened content, MasterCredential credential, String label) {
        if (label.getBytes(StandardCharsets.UTF_8).length > KeySlotFile.MAX_LABEL_BYTES) {
            throw new IllegalArgumentException("a label has at most " + KeySlotFile.MAX_LABEL_BYTES + " bytes");
        }
        byte[] salt = entropy.bytes(KeySlotFile.SALT_BYTES);
        KeySlotFile.Derivation derivation = switch (credential) {
            case Passphrase _ -> new KeySlotFile.Derivation.FromPassphrase(salt, stretching.settings());
            case KeyFile _ -> new KeySlotFile.Derivation.FromKeyFile(salt);
        };
        KeySlotFile bare = new KeySlotFile(
                content.master().repository(),
                new KeySlotId(entropy.id()),
                clock.now().toEpochMilli(),
                label,
                derivation,
                new byte[0]);
        byte[] secret = new ByteWriter(MasterKey.BYTES + Digest.BYTES)
                .raw(content.master().copySecret())
                .raw(content.configDigest().toBytes())
                .toBytes();
        byte[] sealed = SecretBox.seal(key(derivation, credential).orElseThrow(), bare.associated(), secret);
        Arrays.fill(secret, (byte) 0);
        return new KeySlotFile(bare.repository(), bare.id(), bare.createdMillis(), label, derivation, sealed);
    }

    /** What the slot holds, or empty if the credential does not open it. */
    Optional<Opened> open(KeySlotFile slot, MasterCredential credential) {
        return key(slot.derivation(), credential)
                .flatMap(key -> SecretBox.open(key, slot.associated(), slot.sealed()))
                .map(secret -> {
                    MasterKey master = new MasterKey(slot.repository(), Arrays.copyOf(secret, MasterKey.BYTES));
                    Digest digest = Digest.of(Arrays.copyOfRange(secret, MasterKey.BYTES, secret.length));
                    Arrays.fill(secret, (byte) 0);
                    return new Opened(master, digest);
                });
    }

    /** The slot's key, or empty if the slot is for another kind of credential. */
    private Optional<byte[]> key(KeySlotFile.Derivation derivation, MasterCredential credential) {
        return switch (derivation) {
            case KeySlotFile.Derivation.FromPassphrase(byte[] salt, Argon2Settings settings) ->
                credential instanceof Passphrase passphrase
                        ? Optional.of(stretching.engine().hash(passphrase.utf8(), salt, settings))
                        : Optional.empty();
            case KeySlotFile.Derivation.FromKeyFile(byte[] salt) ->
                credential instanceof KeyFile keyFile
                        ? Optional.of(new Hkdf().derive(keyFile.secret(), salt, KEY_FILE_LABEL))
                        : Optional.empty();
        };
    }
}
