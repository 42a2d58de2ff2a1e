package dev.holdfast.client.restore;

import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.TargetFile;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.engine.repository.ChunkReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A long file, written in parts. One worker writes them in order; others help once they have no files of their own, because whoever
 * writes to a file shuts the others out of it. The last part gives the file its attributes and its name.
 */
final class LargeRestore {
    /** Files from this length on are written in parts of about this length. */
    static final long PART_BYTES = 64L << 20;

    private final RestorePlace place;
    private final Node.File file;
    private final BiConsumer<Boolean, ChunkReader> whenDone;
    private final FileName temporary;
    private final TargetFile target;
    private final List<Part> parts;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger pending;
    private final AtomicBoolean failed = new AtomicBoolean();

    private LargeRestore(RestorePlace place, Node.File file, TargetFile target, List<Part> parts, BiConsumer<Boolean, ChunkReader> whenDone) {
        this.place = place;
        this.file = file;
        this.whenDone = whenDone;
        this.temporary = RestorePlace.temporary(file.name());
        this.target = target;
        this.parts = parts;
        this.pending = new AtomicInteger(parts.size());
    }

    private record Part(long position, List<Piece> pieces) {}

    /** Writes the file, with the help of others; {@code whenDone} hears whether it is there, whole. */
    static void start(RestorePlace place, Node.File file, ChunkReader worker, BiConsumer<Boolean, ChunkReader> whenDone) {
        place.run().counters().writing(place.pathOf(file.name()));
        place.run().counters().files.increment();
        List<Part> parts = parts(file);
        TargetFile target;
        try {
            if (!place.mayWrite(file)) {
                place.run().counters().bytes.add(file.size());
                whenDone.accept(true, worker);
                return;
            }
            target = new FileRestore(place, worker).create(RestorePlace.temporary(file.name()));
        } catch (FsException e) {
            place.run().failed(place.pathOf(file.name()), e);
            whenDone.accept(false, worker);
            return;
        }
        LargeRestore large = new LargeRestore(place, file, target, parts, whenDone);
        int helpers = Math.min(parts.size(), place.run().pool().workers()) - 1;
        for (int i = 0; i < helpers; i++) {
            place.run().pool().submitLast(large::work);
        }
        large.work(worker);
    }

    private void work(ChunkReader reader) {
        for (int part = next.getAndIncrement(); part < parts.size(); part = next.getAndIncrement()) {
            place.run().pool().checkRunning();
            write(parts.get(part), reader);
        }
    }

    private static List<Part> parts(Node.File file) {
        List<Part> parts = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        long start = 0;
        long position = 0;
        for (Piece piece : file.pieces()) {
            pieces.add(piece);
            position += piece.length();
            if (position - start >= PART_BYTES) {
                parts.add(new Part(start, pieces));
                pieces = new ArrayList<>();
                start = position;
            }
        }
        if (!pieces.isEmpty()) {
            parts.add(new Part(start, pieces));
        }
        return parts;
    }

    private void write(Part part, ChunkReader reader) {
        try {
            if (!failed.get()) {
                FileRestore writing = new FileRestore(place, reader);
                writing.locate(List.of(new Node.File(file.name(), file.attributes(), 0, part.pieces())));
                writing.write(target, part.position(), part.pieces());
            }
        } catch (FsException | HoldfastException e) {
            fail(e);
        }
        if (pending.decrementAndGet() == 0) {
            finish(reader);
        }
    }

    private void fail(RuntimeException cause) {
        if (failed.compareAndSet(false, true)) {
            place.run().failed(place.pathOf(file.name()), cause);
        }
    }

    private void finish(ChunkReader reader) {
        FileRestore writing = new FileRestore(place, reader);
        try (target) {
            if (!failed.get()) {
                target.resize(file.size());
                writing.finish(target, file);
                place.directory().rename(temporary, file.name());
            }
        } catch (FsException e) {
            fail(e);
        }
        if (failed.get()) {
            writing.discard(temporary);
        }
        whenDone.accept(!failed.get(), reader);
    }
}
