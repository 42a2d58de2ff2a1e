package server;

import dev.holdfast.client.remote.AgentIdentity;
import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.client.remote.service.Tenants;
import dev.holdfast.client.remote.service.Tokens;
import dev.holdfast.client.remote.transport.AccessToken;
import dev.holdfast.client.remote.transport.Patience;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.keys.PlainKeyRing;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.segment.SegmentWriter;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.core.wire.LocateAnswer;
import dev.holdfast.engine.work.WorkThreads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A tenant with a repository in it, all of it made through the server as an agent makes it. */
final class Ground implements AutoCloseable {
    static final String TENANT = "bench";

    private static final int PACK_CHUNKS = 8192;
    private static final int SEGMENT_CHUNKS = 64;
    private static final int CHUNK_BYTES = 40;

    private final ServerProcess server;
    private final RepositoryConfig config;
    private final String token;
    private final RemoteRepository remote;
    private final List<Fingerprint> chunks = new ArrayList<>();
    private final List<Stored> packs = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** A pack that the server has, and its bytes. */
    record Stored(PackId id, byte[] bytes) {}

    private Ground(ServerProcess server, RepositoryConfig config, String token, RemoteRepository remote) {
        this.server = server;
        this.config = config;
        this.token = token;
        this.remote = remote;
    }

    /** Makes the tenant, its repository and an agent's token. */
    static Ground prepare(ServerProcess server, Path cache) throws IOException {
        RepositoryConfig config = new RepositoryConfig(
                new RepositoryId(Entropy.system().id()),
                EncryptionMode.NONE,
                new CutterSettings(CutterAlgorithm.FASTCDC, 65536),
                1,
                32 << 20,
                Instant.EPOCH);
        String secret;
        try (Transport admin = transport(server, server.adminToken())) {
            new Tenants(admin).create(TENANT, OptionalLong.empty());
            remote(admin, cache).files().create(RepositoryConfig.FILE_NAME, config.encode());
            secret = new Tokens(admin).create("load", "agent", OptionalLong.empty()).secret();
        }
        return new Ground(server, config, secret, remote(transport(server, secret), cache));
    }

    static Transport transport(ServerProcess server, String token) {
        return new Transport(
                new Transport.Settings(
                        ServerAddress.parse(server.address() + "/" + TENANT),
                        Optional.of(AccessToken.of(token)),
                        new ServerTrust.OfSystem(),
                        Patience.USUAL),
                Transport.Means.of(Clock.system(), Entropy.system(), WorkThreads.light("transport")));
    }

    static RemoteRepository remote(Transport transport, Path cache) {
        return new RemoteRepository(
                transport,
                new AgentIdentity("bench", "bench"),
                new RemoteRepository.Means(cache, cache, Clock.system(), WorkThreads.light("filter")));
    }

    /** Stores so many small chunks, each a real one in a real pack. */
    void fill(SessionId session, int count) {
        SplittableRandom random = new SplittableRandom(3);
        try (SegmentWriter segments = segments()) {
            while (chunks.size() < count) {
                fillPack(session, segments, random);
            }
        }
    }

    private void fillPack(SessionId session, SegmentWriter segments, SplittableRandom random) {
        Fingerprinter names = Fingerprinter.plain();
        PackId id = remote.metadata().allocate(session, PackKind.DATA);
        MemoryPack pack = new MemoryPack(id, config.id());
        byte[] content = new byte[CHUNK_BYTES];
        for (int i = 1; i <= PACK_CHUNKS; i++) {
            random.nextBytes(content);
            Fingerprint chunk = names.fingerprint(ChunkType.DATA, content, 0, content.length);
            segments.add(chunk, ChunkType.DATA, content, 0, content.length);
            chunks.add(chunk);
            if (i % SEGMENT_CHUNKS == 0) {
                pack.append(segments.seal());
            }
        }
        FinishedPack finished = pack.finish();
        byte[] bytes = pack.bytes();
        try (PackSink sink = remote.chunks().create(id)) {
            sink.write(bytes, 0, bytes.length);
            sink.commit(finished.digest());
        }
        remote.metadata().seal(id, finished.sizeBytes(), finished.digest(), new PackContents(finished.segments(), Map.of()));
        packs.add(new Stored(id, bytes));
    }

    SegmentWriter segments() {
        return new SegmentWriter(new PlainKeyRing(config.id()), Entropy.system(), 1);
    }

    SessionId open() {
        return remote.metadata().open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
    }

    /** The bytes that say where chunks lie, after a look at whether it is true. */
    byte[] located(List<Fingerprint> asked) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/tenants/" + TENANT + "/locate"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(FingerprintList.encode(asked)))
                .build();
        try {
            byte[] answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            List<List<Location>> found = LocateAnswer.decode(answer, asked.size()).locations();
            for (int i = 0; i < asked.size(); i++) {
                int number = chunks.indexOf(asked.get(i));
                if (found.get(i).isEmpty() || !found.get(i).getFirst().pack().equals(packs.get(number / PACK_CHUNKS).id())) {
                    throw new IllegalStateException("the server does not know where chunk " + number + " lies");
                }
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server did not say where chunks lie", e);
        }
    }

    RepositoryConfig config() {
        return config;
    }

    String token() {
        return token;
    }

    RemoteRepository remote() {
        return remote;
    }

    List<Fingerprint> chunks() {
        return chunks;
    }

    List<Stored> packs() {
        return packs;
    }

    @Override
    public void close() {
        remote.chunks().close();
        http.close();
    }
}
