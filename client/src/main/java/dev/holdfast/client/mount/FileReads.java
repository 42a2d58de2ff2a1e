package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.FileSystem;
import dev.holdfast.client.mount.kernel.Reply;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import java.util.Optional;

/** Content of files at any offset. Notices who reads on where the last read ended, and has the chunks that follow fetched. Thread-safe. */
final class FileReads {
    private static final int READERS_REMEMBERED = 64;
    private static final long AHEAD_BYTES = 4L << 20;

    /** Requests of one reader arrive a little out of order, because several threads serve them. */
    private static final long DISORDER_BYTES = 2L << 20;

    private final Pieces pieces;
    private final ChunkCache chunks;
    private final ReadAhead ahead;
    private final BoundedCache<Long, Long> ends = new BoundedCache<>(READERS_REMEMBERED, end -> 1);

    FileReads(Pieces pieces, ChunkCache chunks, ReadAhead ahead) {
        this.pieces = pieces;
        this.chunks = chunks;
        this.ahead = ahead;
    }

    /** Adds content of the file that has this node number. */
    void read(long node, Node.File file, long offset, int length, Reply reply) {
        long end = Math.min(file.size(), offset + length);
        if (offset < 0 || offset >= end) {
            return;
        }
        fetchAhead(node, file, offset, end);
        pieces.walk(file, offset, end, (piece, start) -> {
            int skip = (int) Math.max(0, offset - start);
            int count = (int) (Math.min(end, start + piece.length()) - Math.max(offset, start));
            switch (piece) {
                case Piece.Hole hole -> reply.zeros(count);
                case Piece.Data data -> reply.bytes(content(data), skip, count);
                case Piece.Sublist list -> throw new IllegalStateException("lists are opened on the way");
            }
            return true;
        });
    }

    private byte[] content(Piece.Data data) {
        byte[] content = chunks.get(data.chunk());
        if (content.length != data.length()) {
            throw new HoldfastException(
                    ErrorCode.TREE_DAMAGED,
                    "chunk " + data.chunk() + " has " + content.length + " bytes where the file needs " + data.length(),
                    "run: holdfast check --read-data");
        }
        return content;
    }

    private void fetchAhead(long node, Node.File file, long offset, long end) {
        boolean goesOn = ends.find(node)
                .map(last -> Math.abs(offset - last) <= DISORDER_BYTES)
                .orElse(offset == 0);
        if (end < file.size() || offset > 0) {
            ends.put(node, end);
        }
        if (goesOn && end < file.size()) {
            pieces.walk(file, end, Math.min(file.size(), end + AHEAD_BYTES), (piece, start) -> {
                if (piece instanceof Piece.Data data) {
                    ahead.want(data.chunk());
                }
                return true;
            });
        }
    }

    /** The first offset at or after {@code offset} that lies in what is sought; the end of the file counts as a hole. */
    Optional<Long> seek(Node.File file, long offset, FileSystem.Sought sought) {
        if (offset < 0 || offset >= file.size()) {
            return Optional.empty();
        }
        long[] found = {-1};
        pieces.walk(file, offset, file.size(), (piece, start) -> {
            boolean isHole = piece instanceof Piece.Hole;
            if (isHole == (sought == FileSystem.Sought.HOLE)) {
                found[0] = Math.max(start, offset);
                return false;
            }
            return true;
        });
        if (found[0] >= 0) {
            return Optional.of(found[0]);
        }
        return sought == FileSystem.Sought.HOLE ? Optional.of(file.size()) : Optional.empty();
    }
}
