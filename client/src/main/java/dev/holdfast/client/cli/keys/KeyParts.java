package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RepositoryDoor;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;

/**
 * What the key commands work on. They need the small objects of a repository only, so that keys can be managed while the index is being
 * rebuilt.
 */
record KeyParts(KeySlots slots, RepositoryConfig config) {
    static KeyParts of(Invocation invocation) {
        RepositoryDoor door = invocation.door();
        RepositoryConfig config = door.config().orElseThrow(() -> Invocation.notFound(invocation.location()));
        return new KeyParts(door.slots(config), config);
    }

    /** The ring that the usual secret opens; fails without asking for one if the repository has no keys. */
    KeyRing ring(Invocation invocation) {
        if (config.encryption() == EncryptionMode.NONE) {
            throw Usage.errorWithNext(
                    "the repository was made with no encryption and has no keys",
                    "make an encrypted one with 'holdfast init' to have keys");
        }
        try (Credential credential = invocation.secret()) {
            return slots.open(credential);
        }
    }
}
