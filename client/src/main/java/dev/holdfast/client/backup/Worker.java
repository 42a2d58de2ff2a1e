package dev.holdfast.client.backup;

import dev.holdfast.client.upload.ChunkUploader;
import dev.holdfast.core.chunk.Cutter;
import dev.holdfast.core.tree.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What one thread of a backup owns: its uploader and the buffer it reads into. */
final class Worker implements AutoCloseable {
    private static final int MIN_BUFFER_BYTES = 4 << 20;

    private final ChunkUploader uploader;
    private final Cutter cutter;
    private final LongAdder bytesRead;
    private final Runnable checkRunning;
    private final byte[] buffer;

    /** @param checkRunning throws when the backup was stopped */
    Worker(ChunkUploader uploader, Cutter cutter, LongAdder bytesRead, Runnable checkRunning) {
        this.checkRunning = checkRunning;
        this.uploader = uploader;
        this.cutter = cutter;
        this.bytesRead = bytesRead;
        this.buffer = new byte[Math.max(MIN_BUFFER_BYTES, 2 * cutter.maxBytes())];
    }

    ChunkUploader uploader() {
        return uploader;
    }

    /** Content in order; returns how much it put, 0 at the end. */
    @FunctionalInterface
    interface Input {
        int read(byte[] target, int offset, int length);
    }

    /** Cuts and uploads at most {@code limit} bytes of the input; the pieces, in order. */
    List<Piece> store(Input input, long limit) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        int end = 0;
        long left = limit;
        boolean ended = false;
        while (!ended || start < end) {
            checkRunning.run();
            while (!ended && end < buffer.length) {
                int wanted = (int) Math.min(buffer.length - end, left);
                int count = wanted == 0 ? 0 : input.read(buffer, end, wanted);
                bytesRead.add(count);
                ended = count == 0;
                end += count;
                left -= count;
            }
            start = cutAll(pieces, start, end, ended);
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        return pieces;
    }

    private int cutAll(List<Piece> pieces, int from, int to, boolean ended) {
        int start = from;
        while (ended ? start < to : to - start >= cutter.maxBytes()) {
            int length = cutter.cut(buffer, start, to);
            pieces.add(new Piece.Data(uploader.putData(buffer, start, length), length));
            start += length;
        }
        return start;
    }

    @Override
    public void close() {
        uploader.close();
    }
}
