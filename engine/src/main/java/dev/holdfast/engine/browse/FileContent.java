package dev.holdfast.engine.browse;

import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.repository.Repository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file of a snapshot, read from any position and verified chunk by chunk. Keeps the last few chunks, the piece
 * lists that lead to the last one, and the places of the chunks ahead. Thread-safe; one read at a time.
 */
public final class FileContent implements AutoCloseable {
    private static final int KEPT_CHUNKS = 3;
    private static final int LOCATED_AHEAD = 256;

    private final Repository repository;
    private final Node.File file;
    private final List<PieceRun> runs = new ArrayList<>();
    private final Map<Fingerprint, List<Location>> located = new HashMap<>();
    private final Map<Fingerprint, ByteSlice> kept = new LinkedHashMap<>(8, 0.75f, true);
    private @Nullable ChunkReader reader;
    private boolean closed;

    public FileContent(Repository repository, Node.File file) {
        this.repository = repository;
        this.file = file;
        this.runs.add(new PieceRun(0, file.pieces()));
    }

    /** Length of the file in bytes. */
    public long size() {
        return file.size();
    }

    /**
     * Reads bytes from {@code position} on: as many as wanted, fewer only at the end of the file, 0 at it or behind it.
     *
     * @throws HoldfastException of kind {@code CORRUPTION} if the content is damaged or missing
     */
    public synchronized int read(long position, byte[] target, int offset, int length) {
        if (position < 0 || closed) {
            throw new IllegalArgumentException(closed ? "the content is closed" : "negative position " + position);
        }
        int wanted = (int) Math.max(0, Math.min(length, file.size() - position));
        int done = 0;
        while (done < wanted) {
            done += readPiece(position + done, target, offset + done, wanted - done);
        }
        return done;
    }

    /** Reads up to the end of the piece at the position. */
    private int readPiece(long position, byte[] target, int offset, int length) {
        PieceRun run = runAt(position);
        int index = run.indexAt(position);
        long within = position - run.startOf(index);
        Piece piece = run.pieces().get(index);
        int count = (int) Math.min(length, piece.length() - within);
        switch (piece) {
            case Piece.Hole hole -> Arrays.fill(target, offset, offset + count, (byte) 0);
            case Piece.Data data -> {
                ByteSlice chunk = chunk(run, index, data);
                System.arraycopy(chunk.array(), chunk.offset() + (int) within, target, offset, count);
            }
            case Piece.Sublist list -> throw new IllegalStateException("a run that was found holds no list here");
        }
        return count;
    }

    /** The innermost run of pieces around the position; leaves the lists that lead there in place for the next read. */
    private PieceRun runAt(long position) {
        while (!runs.getLast().covers(position)) {
            runs.removeLast();
        }
        while (true) {
            PieceRun run = runs.getLast();
            int index = run.indexAt(position);
            if (!(run.pieces().get(index) instanceof Piece.Sublist list)) {
                return run;
            }
            if (runs.size() > PieceLists.MAX_DEPTH) {
                throw new HoldfastException(ErrorCode.TREE_DAMAGED, "piece list " + list.chunk() + " is nested too deeply");
            }
            runs.add(new PieceRun(run.startOf(index), PieceLists.read(list, repository.structures())));
        }
    }

    private ByteSlice chunk(PieceRun run, int index, Piece.Data data) {
        ByteSlice known = kept.get(data.chunk());
        ByteSlice content = known == null ? load(run, index, data) : known;
        if (content.length() != data.length()) {
            throw new HoldfastException(
                    ErrorCode.TREE_DAMAGED,
                    "chunk " + data.chunk() + " has " + content.length() + " bytes where the file needs " + data.length(),
                    "run: holdfast check --read-data");
        }
        return content;
    }

    private ByteSlice load(PieceRun run, int index, Piece.Data data) {
        if (!located.containsKey(data.chunk())) {
            locateAhead(run, index);
        }
        List<Location> locations = located.getOrDefault(data.chunk(), List.of());
        ByteSlice content = read(data.chunk(), locations);
        kept.put(data.chunk(), content);
        if (kept.size() > KEPT_CHUNKS) {
            kept.remove(kept.keySet().iterator().next());
        }
        return content;
    }

    /** A place may have been cleared away since it was asked for: then the chunk has another one by now. */
    private ByteSlice read(Fingerprint chunk, List<Location> locations) {
        ChunkReader chunks = reader == null ? repository.newChunkReader() : reader;
        reader = chunks;
        try {
            return chunks.read(chunk, ChunkType.DATA, locations);
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            located.clear();
            return chunks.read(chunk, ChunkType.DATA);
        }
    }

    private void locateAhead(PieceRun run, int index) {
        List<Fingerprint> ahead = new ArrayList<>();
        for (int i = index; i < run.pieces().size() && ahead.size() < LOCATED_AHEAD; i++) {
            if (run.pieces().get(i) instanceof Piece.Data data) {
                ahead.add(data.chunk());
            }
        }
        List<List<Location>> answers = repository.metadata().locate(ahead);
        located.clear();
        for (int i = 0; i < ahead.size(); i++) {
            located.put(ahead.get(i), answers.get(i));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        kept.clear();
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
