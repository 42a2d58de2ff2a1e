package dev.holdfast.client.cli.invocation;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.engine.repository.RepositoryOptions;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens and makes the repository in one place. A secret is only asked for once it is known that one is needed. */
public sealed interface RepositoryDoor permits DirectoryDoor, ServerDoor {
    /** The configuration, or empty if there is no repository. */
    Optional<RepositoryConfig> config();

    /** The key slots of the repository with this configuration. */
    KeySlots slots(RepositoryConfig config);

    /** Opens it with the credential, which is closed here. */
    OpenedRepository open(RepositoryConfig config, Supplier<Credential> credential);

    /** Makes a repository and opens it; the credential is asked for only if it will be encrypted, and closed here. */
    OpenedRepository create(RepositoryOptions options, Supplier<MasterCredential> credential, String label);
}
