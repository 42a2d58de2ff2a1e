package dev.holdfast.verify.remote;

import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.testkit.contract.RepositoryFilesContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The small objects at a server, below {@code keys/}: elsewhere the server lets nobody write as this contract wants to. */
final class RemoteFilesTest extends RepositoryFilesContract {
    private static Optional<RemoteFixture> fixture = Optional.empty();
    private static Optional<RemoteRepository> repository = Optional.empty();
    private static int collections;

    @BeforeAll
    static void start() {
        RemoteFixture started = new RemoteFixture();
        fixture = Optional.of(started);
        repository = Optional.of(started.newRepository());
    }

    @AfterAll
    static void stop() {
        repository.ifPresent(one -> one.chunks().close());
        fixture.ifPresent(RemoteFixture::close);
    }

    @Override
    protected RepositoryFiles empty() {
        collections++;
        return new Below("keys/test" + collections + "/", repository.orElseThrow().files());
    }

    /** The part of a collection whose names have a beginning in common. */
    private record Below(String start, RepositoryFiles files) implements RepositoryFiles {
        @Override
        public Optional<byte[]> read(String name) {
            return files.read(start + name);
        }

        @Override
        public boolean create(String name, byte[] content) {
            return files.create(start + name, content);
        }

        @Override
        public void replace(String name, byte[] content) {
            files.replace(start + name, content);
        }

        @Override
        public void delete(String name) {
            files.delete(start + name);
        }

        @Override
        public List<String> list(String prefix) {
            return files.list(start + prefix).stream().map(name -> name.substring(start.length())).toList();
        }
    }
}
