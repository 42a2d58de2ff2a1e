package dev.holdfast.verify.remote;

import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.testkit.contract.MetadataServiceContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The protocol over the network, packs included. */
final class RemoteServiceTest extends MetadataServiceContract {
    private static Optional<RemoteFixture> fixture = Optional.empty();

    @BeforeAll
    static void start() {
        fixture = Optional.of(new RemoteFixture());
    }

    @AfterAll
    static void stop() {
        fixture.ifPresent(RemoteFixture::close);
    }

    @Override
    protected Opened openEmpty() {
        RemoteRepository repository = fixture.orElseThrow().newRepository();
        byte[] config = repository.files().read(RepositoryConfig.FILE_NAME).orElseThrow();
        return new Opened(repository.metadata(), repository.chunks(), RepositoryConfig.decode(config).id());
    }
}
