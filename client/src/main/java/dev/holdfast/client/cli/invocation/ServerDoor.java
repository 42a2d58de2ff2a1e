package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.RepositoryOptions;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens and makes the repository of a tenant. */
public final class ServerDoor implements RepositoryDoor {
    private final RemoteRepository remote;
    private final Clock clock;
    private final Entropy entropy;
    private final DoorKeys keys;

    public ServerDoor(RemoteRepository remote, Clock clock, Entropy entropy) {
        this.remote = remote;
        this.clock = clock;
        this.entropy = entropy;
        this.keys = new DoorKeys(remote.files(), remote.transport().address().toString(), clock, entropy);
    }

    /** What lies behind it. */
    public RemoteRepository remote() {
        return remote;
    }

    @Override
    public Optional<RepositoryConfig> config() {
        return keys.config();
    }

    @Override
    public KeySlots slots(RepositoryConfig config) {
        return keys.slots(config);
    }

    @Override
    public OpenedServer open(RepositoryConfig config, Supplier<Credential> credential) {
        return assemble(config, keys.ring(config, credential));
    }

    @Override
    public OpenedRepository create(RepositoryOptions options, Supplier<MasterCredential> credential, String label) {
        return keys.create(options, credential, label, (config, ring) -> assemble(config, ring.get()));
    }

    /** The session's owner is known to nobody: what the server goes by are heartbeats. */
    private OpenedServer assemble(RepositoryConfig config, KeyRing ring) {
        Repository repository = new Repository(new Repository.Parts(
                config, ring, remote.files(), remote.metadata(), remote.chunks(), SessionOwner.UNKNOWN, clock, entropy));
        return new OpenedServer(repository, remote);
    }
}
