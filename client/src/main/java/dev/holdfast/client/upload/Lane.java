package dev.holdfast.client.upload;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.core.segment.SegmentWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker's chunks of one kind, in order: gathered until a question is worth asking, then sealed, small ones together, into the
 * worker's open pack.
 */
final class Lane implements AutoCloseable {
    /** Chunks from this length on are sealed alone; shorter ones share segments of about twice this. */
    private static final int SMALL_BYTES = 128 * 1024;

    private static final int GROUP_BYTES = 2 * SMALL_BYTES;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int BATCH_CHUNKS = 1024;
    private static final int MAX_PACK_CHUNKS = 1 << 16;

    private final Upload upload;
    private final PackKind kind;
    private final SegmentWriter segments;
    private final List<Chunk> batch = new ArrayList<>();
    private final List<Chunk> grouped = new ArrayList<>();
    private byte[] buffer = new byte[BATCH_BYTES];
    private int buffered;
    private @Nullable OpenPack pack;

    Lane(Upload upload, PackKind kind) {
        this.upload = upload;
        this.kind = kind;
        this.segments = upload.repository().newSegmentWriter();
    }

    /** A chunk that may have to be sent. */
    record Chunk(Fingerprint fingerprint, ChunkType type, int length, References references) {}

    void add(Chunk chunk, byte[] content, int offset) {
        if (chunk.length() > buffer.length - buffered) {
            ask();
        }
        if (chunk.length() > buffer.length) {
            buffer = new byte[chunk.length()];
        }
        System.arraycopy(content, offset, buffer, buffered, chunk.length());
        buffered += chunk.length();
        batch.add(chunk);
        if (batch.size() >= BATCH_CHUNKS) {
            ask();
        }
    }

    /** Sends what is left, the open pack included. */
    void finish() {
        ask();
        sealGroup();
        if (pack != null) {
            upload.commitLater(pack);
            pack = null;
        }
    }

    private void ask() {
        if (batch.isEmpty()) {
            return;
        }
        BitSet missing = upload.missing(batch.stream().map(Chunk::fingerprint).toList());
        int offset = 0;
        for (int i = 0; i < batch.size(); i++) {
            Chunk chunk = batch.get(i);
            if (missing.get(i)) {
                send(chunk, offset);
            } else {
                upload.known().present(chunk.fingerprint());
            }
            offset += chunk.length();
        }
        batch.clear();
        buffered = 0;
    }

    private void send(Chunk chunk, int offset) {
        if (chunk.length() >= SMALL_BYTES) {
            append(segments.sealSingle(chunk.fingerprint(), chunk.type(), buffer, offset, chunk.length()), List.of(chunk));
            return;
        }
        segments.add(chunk.fingerprint(), chunk.type(), buffer, offset, chunk.length());
        grouped.add(chunk);
        if (segments.rawBytes() >= GROUP_BYTES) {
            sealGroup();
        }
    }

    private void sealGroup() {
        if (!segments.isEmpty()) {
            append(segments.seal(), grouped);
            grouped.clear();
        }
    }

    private void append(SealedSegment segment, List<Chunk> chunks) {
        upload.counters().add(chunks.size(), segment.rawBytes(), segment.length());
        switch (upload.effect()) {
            case STORE -> store(segment, chunks);
            case COUNT_ONLY -> upload.known().present(segment.chunks());
        }
    }

    private void store(SealedSegment segment, List<Chunk> chunks) {
        OpenPack open = pack == null ? upload.open(kind) : pack;
        pack = open;
        open.append(segment);
        for (Chunk chunk : chunks) {
            if (chunk.type() != ChunkType.DATA) {
                open.refer(chunk.fingerprint(), chunk.references());
            }
        }
        if (open.sizeBytes() >= upload.repository().config().packTargetBytes() || open.chunks().size() >= MAX_PACK_CHUNKS) {
            pack = null;
            upload.commitLater(open);
        }
    }

    @Override
    public void close() {
        segments.close();
        if (pack != null) {
            pack.close();
        }
    }
}
