package dev.holdfast.client.upload;

import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.tree.StructureSink;

/** One worker's way of sending chunks. Belongs to one thread. */
public final class ChunkUploader implements StructureSink, AutoCloseable {
    private final KnownChunks known;
    private final Fingerprinter fingerprinter;
    private final Lane data;
    private final Lane structure;

    public ChunkUploader(Upload upload) {
        this.known = upload.known();
        this.fingerprinter = upload.repository().keys().newFingerprinter();
        this.data = new Lane(upload, PackKind.DATA);
        this.structure = new Lane(upload, PackKind.STRUCTURE);
    }

    /** Names a piece of file content and sees that it gets into the repository, at the latest with {@link #flush()}. */
    public Fingerprint putData(byte[] content, int offset, int length) {
        Fingerprint chunk = fingerprinter.fingerprint(ChunkType.DATA, content, offset, length);
        if (known.claim(chunk)) {
            data.add(new Lane.Chunk(chunk, ChunkType.DATA, length, References.NONE), content, offset);
        }
        return chunk;
    }

    @Override
    public Fingerprint put(ChunkType type, byte[] content, int length, References references) {
        Fingerprint chunk = fingerprinter.fingerprint(type, content, 0, length);
        if (known.claim(chunk)) {
            structure.add(new Lane.Chunk(chunk, type, length, references), content, 0);
        }
        return chunk;
    }

    /** Sends everything that was put so far; it is durable when {@link Upload#await()} has returned. */
    public void flush() {
        data.finish();
        structure.finish();
    }

    /** Gives up what was not sent. */
    @Override
    public void close() {
        data.close();
        structure.close();
    }
}
