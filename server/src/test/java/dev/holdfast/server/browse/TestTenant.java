package dev.holdfast.server.browse;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.keys.Argon2;
import dev.holdfast.core.keys.Argon2Settings;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.KeySlots;
import dev.holdfast.core.keys.Passphrase;
import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryWriter;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.storage.embedded.OpenedIndex;
import dev.holdfast.storage.embedded.RepositoryDirectory;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.IndexFence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tenant's repository in a directory, and a writer of snapshots into it. */
public final class TestTenant implements RepositoryAccess, AutoCloseable {
    public static final String PASSPHRASE = "correct horse";
    static final PassphraseStretching CHEAP = new PassphraseStretching(Argon2.fastest(), new Argon2Settings(64, 1, 1));

    private static final int CHUNK_BYTES = 1 << 16;

    private final RepositoryDirectory directory;
    private final RepositoryConfig config;
    private final OpenedIndex index;
    private final ChunkStore chunks;
    private final Repository repository;
    private long inodes = 100;

    public TestTenant(Path path, EncryptionMode mode) {
        Entropy entropy = Entropy.system();
        this.directory = new RepositoryDirectory(path, entropy);
        this.config = new RepositoryConfig(
                new RepositoryId(entropy.id()),
                mode,
                new CutterSettings(CutterAlgorithm.FASTCDC, 4096),
                1,
                1 << 20,
                Instant.EPOCH);
        this.index = directory.indexes().create();
        this.chunks = directory.newChunkStore();
        KeySlots slots = new KeySlots(directory.files(), config, entropy, Clock.system(), CHEAP);
        KeyRing ring = mode == EncryptionMode.NONE
                ? slots.createPlain()
                : slots.create(Passphrase.of(PASSPHRASE.toCharArray()), "first");
        this.repository = new Repository(new Repository.Parts(
                config,
                ring,
                directory.files(),
                new EmbeddedMetadataService(index.rows(), entropy),
                chunks,
                SessionOwner.UNKNOWN,
                Clock.system(),
                entropy));
    }

    /** Makes a snapshot of a directory, as if it was {@code /} of a machine. */
    public SessionId snapshot(String host, Folder root, String... tags) {
        SessionId session = repository
                .metadata()
                .open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN))
                .id();
        try (PackedChunks packed = new PackedChunks(repository, session)) {
            Manifest manifest = new Manifest(
                    session,
                    write(packed, root),
                    new Timestamp(1_700_000_000 + inodes++, 0),
                    host,
                    "root",
                    List.of("/".getBytes(StandardCharsets.UTF_8)),
                    List.of(tags),
                    Manifest.Completeness.COMPLETE,
                    new Manifest.Statistics(1, 2, 3, 4, 5, 6, 7, 0));
            byte[] content = manifest.encode();
            Fingerprint chunk = packed.put(
                    ChunkType.MANIFEST, content, content.length, new References(List.of(manifest.tree()), List.of()));
            packed.finish();
            CommitOutcome outcome = repository.metadata().commit(session, chunk, repository.seal(content));
            assertInstanceOf(CommitOutcome.Committed.class, outcome);
        }
        return session;
    }

    private Fingerprint write(PackedChunks packed, Folder folder) {
        DirectoryWriter writer = new DirectoryWriter(packed);
        folder.entries().forEach((name, content) -> writer.add(node(packed, name, content)));
        return writer.finish();
    }

    private Node node(PackedChunks packed, FileName name, Folder.Content content) {
        return switch (content) {
            case Folder.Content.File(byte[] bytes, int mode) ->
                new Node.File(name, attributes(mode), bytes.length, pieces(packed, bytes));
            case Folder.Content.Link(byte[] target) -> new Node.Symlink(name, attributes(0777), target);
            case Folder.Content.Fifo() -> new Node.Special(name, attributes(0600), NodeType.FIFO, 0);
            case Folder.Content.Inner(Folder inner) -> new Node.Directory(name, attributes(0755), write(packed, inner));
        };
    }

    private static List<Piece> pieces(PackedChunks packed, byte[] bytes) {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES));
            pieces.add(new Piece.Data(packed.put(ChunkType.DATA, part, part.length, References.NONE), part.length));
        }
        return pieces;
    }

    private static Attributes attributes(int mode) {
        Timestamp time = new Timestamp(1_600_000_000, 5);
        return new Attributes(mode, new Owner(1000, 1000, "ann", "staff"), time, time, new Inode(1, 7, 1), List.of());
    }

    Repository repository() {
        return repository;
    }

    @Override
    public MetadataStore rows() {
        return index.rows();
    }

    @Override
    public ChunkStore chunks() {
        return chunks;
    }

    @Override
    public RepositoryFiles files() {
        return directory.files();
    }

    @Override
    public IndexFence fence() {
        return index.fence();
    }

    @Override
    public Optional<RepositoryConfig> config() {
        return Optional.of(config);
    }

    @Override
    public void collected() {}

    @Override
    public void close() {
        repository.close();
    }
}
