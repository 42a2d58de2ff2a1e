package dev.holdfast.client.restore;

import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.TargetFile;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.engine.repository.ChunkReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes files of one directory, each under a temporary name until it is whole. Belongs to one worker. */
final class FileRestore {
    private static final int LOCATE_BATCH = MetadataService.MAX_BATCH;

    private final RestorePlace place;
    private final ChunkReader reader;
    private final Map<Fingerprint, List<Location>> located = new HashMap<>();

    FileRestore(RestorePlace place, ChunkReader reader) {
        this.place = place;
        this.reader = reader;
    }

    /** Asks where the chunks of several files are, in one question. */
    void locate(List<Node.File> files) {
        List<Fingerprint> chunks = new ArrayList<>();
        files.forEach(file -> chunks.addAll(RestorePlace.chunks(file.pieces())));
        locateAll(chunks);
    }

    private void locateAll(List<Fingerprint> chunks) {
        for (int from = 0; from < chunks.size(); from += LOCATE_BATCH) {
            List<Fingerprint> part = chunks.subList(from, Math.min(chunks.size(), from + LOCATE_BATCH));
            List<List<Location>> answers = place.run().metadata().locate(part);
            for (int i = 0; i < part.size(); i++) {
                located.put(part.get(i), answers.get(i));
            }
        }
    }

    /** Restores one file; true if it is there, whole. */
    boolean restore(Node.File file) {
        FileName temporary = RestorePlace.temporary(file.name());
        place.run().counters().writing(place.pathOf(file.name()));
        try {
            place.run().counters().files.increment();
            if (!place.mayWrite(file)) {
                place.run().counters().bytes.add(file.size());
                return true;
            }
            try (TargetFile target = create(temporary)) {
                long end = write(target, 0, file.pieces());
                target.resize(end);
                finish(target, file);
            }
            place.directory().rename(temporary, file.name());
            return true;
        } catch (FsException | HoldfastException e) {
            place.run().failed(place.pathOf(file.name()), e);
            discard(temporary);
            return false;
        }
    }

    TargetFile create(FileName temporary) {
        try {
            return place.directory().createFile(temporary);
        } catch (FsException e) {
            if (e.reason() != FsException.Reason.EXISTS) {
                throw e;
            }
            place.directory().remove(temporary);
            return place.directory().createFile(temporary);
        }
    }

    void finish(TargetFile target, Node.File file) {
        place.run()
                .refused(
                        place.pathOf(file.name()),
                        target.apply(place.run().attributes(file.attributes()), place.run().kinds()));
    }

    void discard(FileName temporary) {
        try {
            place.clearTemporary(temporary);
        } catch (FsException e) {
            place.run().failed(place.pathOf(temporary), e);
        }
    }

    /** Writes pieces from {@code position} on and returns where they end. Holes stay holes. */
    long write(TargetFile target, long position, List<Piece> pieces) {
        return write(target, position, pieces, 0);
    }

    private long write(TargetFile target, long position, List<Piece> pieces, int depth) {
        if (depth > PieceLists.MAX_DEPTH) {
            throw new HoldfastException(ErrorCode.TREE_DAMAGED, "the lists of its pieces are nested too deeply");
        }
        long next = position;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Data data -> writeChunk(target, next, data);
                case Piece.Hole hole -> {}
                case Piece.Sublist list -> {
                    List<Piece> inner = PieceLists.read(list, place.run().structures());
                    locateAll(RestorePlace.chunks(inner));
                    write(target, next, inner, depth + 1);
                    located.clear();
                }
            }
            next += piece.length();
        }
        return next;
    }

    private void writeChunk(TargetFile target, long position, Piece.Data data) {
        List<Location> locations = located.get(data.chunk());
        ByteSlice content = locations == null
                ? reader.read(data.chunk(), ChunkType.DATA)
                : reader.readShared(data.chunk(), ChunkType.DATA, locations);
        if (content.length() != data.length()) {
            throw new HoldfastException(
                    ErrorCode.TREE_DAMAGED,
                    "chunk " + data.chunk() + " has " + content.length() + " bytes where the file needs " + data.length());
        }
        target.write(position, content.array(), content.offset(), content.length());
        place.run().counters().bytes.add(content.length());
    }
}
