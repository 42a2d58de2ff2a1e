package dev.holdfast.client.upload;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.core.segment.SegmentWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One worker's chunks of one kind, in order: gathered until a question is worth asking, then sealed, small ones together, into the
 * worker's open pack. Chunks that another session is sending are set aside. Belongs to its worker's thread but for {@link #release}.
 */
final class Lane implements AutoCloseable {
    /** Chunks from this length on are sealed alone; shorter ones share segments of about twice this. */
    private static final int SMALL_BYTES = 128 * 1024;

    private static final int GROUP_BYTES = 2 * SMALL_BYTES;
    private static final int FIRST_BUFFER_BYTES = 1 << 20;
    private static final int BATCH_CHUNKS = 1024;
    private static final int MAX_PACK_CHUNKS = 1 << 16;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Upload upload;
    private final PackKind kind;
    private final SegmentWriter segments;
    private final List<Chunk> batch = new ArrayList<>();
    private final List<Chunk> grouped = new ArrayList<>();
    private final int batchBytes;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int buffered;
    private final ReentrantLock lock = new ReentrantLock();
    private final HeldChunks held = new HeldChunks();
    private @Nullable OpenPack pack;

    Lane(Upload upload, PackKind kind) {
        this.upload = upload;
        this.kind = kind;
        this.batchBytes = upload.repository().metadata().questionBytes();
        this.segments = upload.repository().newSegmentWriter();
        upload.enter(this);
    }

    /** A chunk that may have to be sent. */
    record Chunk(Fingerprint fingerprint, ChunkType type, int length, References references) {}

    void add(Chunk chunk, byte[] content, int offset) {
        lock.lock();
        try {
            gather(chunk, content, offset);
        } finally {
            lock.unlock();
        }
    }

    private void gather(Chunk chunk, byte[] content, int offset) {
        if (buffered + chunk.length() > Math.max(batchBytes, buffer.length)) {
            ask();
        }
        if (buffered + chunk.length() > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffered + chunk.length(), Math.min(2 * buffer.length, batchBytes)));
        }
        System.arraycopy(content, offset, buffer, buffered, chunk.length());
        buffered += chunk.length();
        batch.add(chunk);
        if (batch.size() >= BATCH_CHUNKS) {
            ask();
        }
    }

    /** Sends what is left, the open pack included, and waits for what others are sending. */
    void finish() {
        lock.lock();
        try {
            ask();
            settle();
            sendOpen();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the open pack if its worker does nothing with it at the moment. */
    void release() {
        if (lock.tryLock()) {
            try {
                sendOpen();
            } finally {
                lock.unlock();
            }
        }
    }

    private void sendOpen() {
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
        List<ClaimState> states = upload.decide(batch.stream().map(Chunk::fingerprint).toList());
        int offset = 0;
        for (int i = 0; i < batch.size(); i++) {
            Chunk chunk = batch.get(i);
            switch (states.get(i)) {
                case PRESENT -> upload.known().present(chunk.fingerprint());
                case GRANTED -> send(chunk, buffer, offset);
                case HELD -> held.add(chunk, buffer, offset);
            }
            offset += chunk.length();
        }
        batch.clear();
        buffered = 0;
        if (held.isFull()) {
            settle();
        }
    }

    /** Waits until each chunk that others held is there, or sends it in their stead. */
    private void settle() {
        for (long pause = FIRST_PAUSE_MILLIS; !held.isEmpty(); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            sendOpen();
            upload.releaseAndPause(pause);
            List<HeldChunks.Held> waiting = held.takeAll();
            List<ClaimState> states =
                    upload.claim(waiting.stream().map(one -> one.chunk().fingerprint()).toList());
            for (int i = 0; i < waiting.size(); i++) {
                HeldChunks.Held one = waiting.get(i);
                switch (states.get(i)) {
                    case PRESENT -> upload.known().present(one.chunk().fingerprint());
                    case GRANTED -> send(one.chunk(), one.content(), 0);
                    case HELD -> held.add(one);
                }
            }
        }
    }

    private void send(Chunk chunk, byte[] content, int offset) {
        if (chunk.length() >= SMALL_BYTES) {
            append(segments.sealSingle(chunk.fingerprint(), chunk.type(), content, offset, chunk.length()), List.of(chunk));
            return;
        }
        segments.add(chunk.fingerprint(), chunk.type(), content, offset, chunk.length());
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
            case STORE, STORE_CLAIMED -> store(segment, chunks);
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
        upload.leave(this);
        lock.lock();
        try {
            discard();
        } finally {
            lock.unlock();
        }
    }

    private void discard() {
        segments.close();
        if (pack != null) {
            pack.close();
        }
    }
}
