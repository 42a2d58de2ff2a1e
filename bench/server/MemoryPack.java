package server;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.segment.SealedSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A pack in memory, in the pieces in which it was written: header, segments, footer. Belongs to one thread. */
final class MemoryPack implements PackSink {
    private final List<byte[]> pieces = new ArrayList<>();
    private final PackWriter writer;

    MemoryPack(PackId id, RepositoryId repository) {
        this.writer = new PackWriter(new PackHeader(PackKind.DATA, id, repository), this);
    }

    void append(SealedSegment segment) {
        writer.append(segment);
    }

    FinishedPack finish() {
        return writer.finish();
    }

    byte[] header() {
        return pieces.getFirst();
    }

    byte[] footer() {
        return pieces.getLast();
    }

    byte[] bytes() {
        byte[] bytes = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int offset = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, bytes, offset, piece.length);
            offset += piece.length;
        }
        return bytes;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        pieces.add(Arrays.copyOfRange(source, offset, offset + length));
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
