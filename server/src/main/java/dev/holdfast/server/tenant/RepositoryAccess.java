package dev.holdfast.server.tenant;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.IndexFence;
import java.util.Optional;

/** The opened repository of one tenant. Stays usable until the server stops or the tenant is removed; nobody but its owner closes it. */
public interface RepositoryAccess {
    MetadataStore rows();

    ChunkStore chunks();

    RepositoryFiles files();

    IndexFence fence();

    /** Its configuration, or empty if no agent has initialised it yet. */
    Optional<RepositoryConfig> config();

    /** Hears that packs were taken away, so that what is derived from the rows (such as the presence filter) is made anew. */
    void collected();

    /** Its configuration, or {@code REPOSITORY_NOT_FOUND}. */
    default RepositoryConfig requireConfig() {
        return config().orElseThrow(() -> new HoldfastException(
                ErrorCode.REPOSITORY_NOT_FOUND,
                "the tenant has no repository yet",
                "make it with 'holdfast init' or with a first backup"));
    }
}
