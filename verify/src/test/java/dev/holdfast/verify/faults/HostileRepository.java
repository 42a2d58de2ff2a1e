package dev.holdfast.verify.faults;

import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.DirectoryDoor;
import dev.holdfast.client.upload.ChunkUploader;
import dev.holdfast.client.upload.Upload;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryWriter;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.StructureSink;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.verify.program.Sandbox;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes snapshots that no backup would make, with every checksum and fingerprint right: what somebody could do who holds the key, or may
 * write to a repository that has none.
 */
final class HostileRepository implements AutoCloseable {
    private final OpenedRepository opened;
    private final Repository repository;
    private final OpenedSession session;
    private final Upload upload;
    private final ChunkUploader uploader;

    HostileRepository(Sandbox sandbox) {
        DirectoryDoor door = new DirectoryDoor(sandbox.repository(), Clock.system());
        opened = door.open(door.config().orElseThrow(), () -> {
            throw new IllegalStateException("it is not encrypted");
        });
        repository = opened.repository();
        session = repository.openSession(new SessionRequest(Optional.empty(), repository.owner()));
        upload = new Upload(repository, session.id(), Upload.Effect.STORE);
        uploader = new ChunkUploader(upload);
    }

    static Attributes attributes(int mode, Inode inode, ExtendedAttribute... extended) {
        Timestamp time = new Timestamp(1_000_000_000, 5);
        return new Attributes(mode, new Owner(0, 0, "", ""), time, time, inode, List.of(extended));
    }

    static Attributes attributes(int mode) {
        return attributes(mode, new Inode(1, 0, 1));
    }

    /** A file of this text. */
    Node.File file(String name, String text) {
        return file(name, text, attributes(0644));
    }

    Node.File file(String name, String text, Attributes attributes) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        List<Piece> pieces = content.length == 0 ? List.of() : List.of(data(content));
        return new Node.File(FileName.of(name), attributes, content.length, pieces);
    }

    Piece data(byte[] content) {
        return new Piece.Data(uploader.putData(content, 0, content.length), content.length);
    }

    /** A piece that stands for others. */
    Piece list(List<Piece> pieces) {
        ByteWriter out = new ByteWriter();
        out.u8(1).varint(pieces.size());
        List<Fingerprint> structures = new ArrayList<>();
        List<Fingerprint> data = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Data chunk -> {
                    out.u8(0).varint(chunk.length()).fingerprint(chunk.chunk());
                    data.add(chunk.chunk());
                }
                case Piece.Hole hole -> out.u8(1).varint(hole.length());
                case Piece.Sublist list -> {
                    out.u8(2).varint(list.length()).fingerprint(list.chunk());
                    structures.add(list.chunk());
                }
            }
        }
        References references = new References(structures, data);
        long length = pieces.stream().mapToLong(Piece::length).sum();
        return new Piece.Sublist(uploader.put(ChunkType.LIST, out.array(), out.size(), references), length);
    }

    Node.Directory directory(String name, Node... nodes) {
        return new Node.Directory(FileName.of(name), attributes(0755), tree(nodes));
    }

    Fingerprint tree(Node... nodes) {
        return write(uploader, nodes);
    }

    /** A directory in whose chunk each {@code from} is replaced by {@code to}, of the same length. */
    Fingerprint tree(String from, String to, Node... nodes) {
        return write(
                (type, content, length, references) -> {
                    byte[] bytes = Arrays.copyOf(content, length);
                    replace(bytes, from.getBytes(StandardCharsets.UTF_8), to.getBytes(StandardCharsets.UTF_8));
                    return uploader.put(type, bytes, length, references);
                },
                nodes);
    }

    private static Fingerprint write(StructureSink sink, Node... nodes) {
        DirectoryWriter writer = new DirectoryWriter(sink);
        Arrays.stream(nodes).sorted((one, other) -> one.name().compareTo(other.name())).forEach(writer::add);
        return writer.finish();
    }

    private static void replace(byte[] bytes, byte[] from, byte[] to) {
        for (int at = 0; at + from.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, bytes, at, to.length);
            }
        }
    }

    /** Commits a snapshot with this tree at {@code /}. */
    void commit(Fingerprint tree) {
        Manifest manifest = new Manifest(
                session.id(), tree, new Timestamp(1_000_000_000, 0), "host", "user", List.of(), List.of(), Manifest.Completeness.COMPLETE,
                new Manifest.Statistics(1, 1, 0, 1, 1, 1, 1, 0));
        byte[] content = manifest.encode();
        Fingerprint chunk = uploader.put(ChunkType.MANIFEST, content, content.length, new References(List.of(tree), List.of()));
        uploader.flush();
        upload.await();
        CommitOutcome outcome = repository.metadata().commit(session.id(), chunk, repository.seal(content));
        if (!(outcome instanceof CommitOutcome.Committed)) {
            throw new IllegalStateException("not committed: " + outcome);
        }
    }

    @Override
    public void close() {
        uploader.close();
        opened.close();
    }
}
