package dev.holdfast.client.cli.invocation;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.repository.RepositoryOptions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The configuration and keys of a repository, wherever its small objects are.
 *
 * @param place what people call the repository's place
 */
record DoorKeys(RepositoryFiles files, String place, Clock clock, Entropy entropy) {
    /** Makes an opened repository out of a new configuration and its keys, which come to be when they are asked for. */
    @FunctionalInterface
    interface Making {
        OpenedRepository make(RepositoryConfig config, Supplier<KeyRing> keys);
    }

    Optional<RepositoryConfig> config() {
        return files.read(RepositoryConfig.FILE_NAME).map(RepositoryConfig::decode);
    }

    KeySlots slots(RepositoryConfig config) {
        return new KeySlots(files, config, entropy, clock, PassphraseStretching.standard());
    }

    KeyRing ring(RepositoryConfig config, Supplier<Credential> credential) {
        if (config.encryption() == EncryptionMode.NONE) {
            return slots(config).openPlain();
        }
        try (Credential secret = credential.get()) {
            return slots(config).open(secret);
        }
    }

    OpenedRepository create(RepositoryOptions options, Supplier<MasterCredential> credential, String label, Making making) {
        if (files.read(RepositoryConfig.FILE_NAME).isPresent()) {
            throw new HoldfastException(
                    ErrorCode.REPOSITORY_EXISTS, "there is a repository at " + place + " already", "use it, or name another place with --repo");
        }
        RepositoryConfig config = new RepositoryConfig(
                new RepositoryId(entropy.id()),
                options.encryption(),
                options.cutter(),
                options.compressionLevel(),
                RepositoryOptions.PACK_TARGET_BYTES,
                clock.now());
        return switch (options.encryption()) {
            case NONE -> making.make(config, () -> slots(config).createPlain());
            case CLIENT -> {
                try (MasterCredential secret = credential.get()) {
                    yield making.make(config, () -> slots(config).create(secret, label));
                }
            }
        };
    }
}
