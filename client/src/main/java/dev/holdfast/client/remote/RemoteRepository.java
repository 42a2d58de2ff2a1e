package dev.holdfast.client.remote;

import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Clock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadFactory;

/** The repository of one tenant on a server, as the interfaces through which everything above sees a repository. Thread-safe. */
public final class RemoteRepository {
    private final Transport transport;
    private final Questions questions = new Questions();
    private final RemoteFiles files;
    private final RemoteMetadataService metadata;
    private final RemoteChunkStore chunks;

    /**
     * What it uses of this machine.
     *
     * @param cache a directory for what only saves time
     * @param spool a directory for packs that wait for their upload
     * @param threads makes the thread that fetches the filter
     * @param choices what is left to the server's people
     */
    public record Means(Path cache, Path spool, Clock clock, ThreadFactory threads, Choices choices) {
        /** With what is usual. */
        public Means(Path cache, Path spool, Clock clock, ThreadFactory threads) {
            this(cache, spool, clock, threads, Choices.USUAL);
        }
    }

    /** The repository of the tenant that the transport's address names. */
    public RemoteRepository(Transport transport, AgentIdentity identity, Means means) {
        this.transport = transport;
        Whereabouts whereabouts = new Whereabouts();
        FilterFile file = new FilterFile(means.cache().resolve(cacheName(transport)), PresenceFilter.LIMIT_BYTES);
        PresenceFilter filter =
                new PresenceFilter(transport, file, means, PresenceFilter.LIMIT_BYTES);
        this.files = new RemoteFiles(transport);
        this.metadata = new RemoteMetadataService(transport, whereabouts, filter, questions, identity);
        this.chunks = new RemoteChunkStore(transport, whereabouts, means.spool());
    }

    private static String cacheName(Transport transport) {
        byte[] hash = Sha256.of(transport.address().toString().getBytes(StandardCharsets.UTF_8));
        return "filter-" + HexFormat.of().formatHex(hash, 0, 8);
    }

    public Transport transport() {
        return transport;
    }

    public RepositoryFiles files() {
        return files;
    }

    public MetadataService metadata() {
        return metadata;
    }

    /** The packs. Closing them closes the transport, so they are closed last. */
    public ChunkStore chunks() {
        return chunks;
    }

    /** What was asked about chunks so far. */
    public Questions questions() {
        return questions;
    }
}
