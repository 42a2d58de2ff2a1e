package dev.holdfast.client.check;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.PieceLists;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.storage.service.FingerprintSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Walks the directories of snapshots, each once however many snapshots share it, and looks up every chunk of every file. Keeps one
 * fingerprint for each directory it has seen. A directory that is shared is reported under the first snapshot that has it. Belongs to
 * one thread.
 */
final class TreeWalk {
    private static final int BATCH = MetadataService.MAX_BATCH;

    private final Repository repository;
    private final CheckCounters counters;
    private final Runnable checkRunning;
    private final ContentCheck content;
    private final FingerprintSet seen = new FingerprintSet();
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param content looks at what has a place */
    TreeWalk(Repository repository, CheckCounters counters, Runnable checkRunning, ContentCheck content) {
        this.repository = repository;
        this.counters = counters;
        this.checkRunning = checkRunning;
        this.content = content;
    }

    /** Says of a chunk that has a place whether it is sound. */
    @FunctionalInterface
    interface ContentCheck {
        boolean isSound(Fingerprint chunk, List<Location> locations);
    }

    private record Wanted(SessionId snapshot, RawPath path, Fingerprint chunk) {}

    private record Pending(Fingerprint tree, RawPath path) {}

    /** What was found so far. */
    List<Finding> findings() {
        return findings;
    }

    void walk(SnapshotInfo snapshot) {
        manifest(snapshot);
        Deque<Pending> pending = new ArrayDeque<>();
        pending.push(new Pending(snapshot.manifest().tree(), RawPath.ROOT));
        while (!pending.isEmpty()) {
            checkRunning.run();
            Pending next = pending.pop();
            if (seen.add(next.tree())) {
                directory(snapshot.id(), next, pending);
            }
        }
        lookUp();
    }

    /** A snapshot's row has its manifest too, so without the chunk it can be restored, but not found again if the index is lost. */
    private void manifest(SnapshotInfo snapshot) {
        if (repository.metadata().locate(List.of(snapshot.row().manifest())).getFirst().isEmpty()) {
            counters.findings.increment();
            findings.add(new Finding.TreeDamaged(
                    snapshot.id(),
                    RawPath.ROOT,
                    "the manifest of snapshot " + snapshot.id() + " is in no pack: a rebuilt index would lack this snapshot;"
                            + " back up again and forget it"));
        }
    }

    private void directory(SessionId snapshot, Pending directory, Deque<Pending> pending) {
        counters.directories.increment();
        try {
            DirectoryCursor nodes = new DirectoryCursor(repository.structures(), directory.tree());
            while (nodes.hasNext()) {
                switch (nodes.next()) {
                    case Node.Directory child ->
                        pending.push(new Pending(child.tree(), directory.path().child(child.name())));
                    case Node.File file -> pieces(snapshot, directory.path().child(file.name()), file.pieces(), 0);
                    case Node.Symlink link -> {}
                    case Node.Special special -> {}
                }
            }
        } catch (HoldfastException e) {
            damaged(snapshot, directory.path(), e);
        }
    }

    private void pieces(SessionId snapshot, RawPath path, List<Piece> pieces, int depth) {
        if (depth > PieceLists.MAX_DEPTH) {
            damaged(snapshot, path, new HoldfastException(ErrorCode.TREE_DAMAGED, "its piece lists are nested too deeply"));
            return;
        }
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Data data -> want(new Wanted(snapshot, path, data.chunk()));
                case Piece.Hole hole -> {}
                case Piece.Sublist list -> {
                    try {
                        pieces(snapshot, path, PieceLists.read(list, repository.structures()), depth + 1);
                    } catch (HoldfastException e) {
                        damaged(snapshot, path, e);
                    }
                }
            }
        }
    }

    private void damaged(SessionId snapshot, RawPath path, HoldfastException cause) {
        if (cause.kind() != ErrorKind.CORRUPTION) {
            throw cause;
        }
        counters.findings.increment();
        findings.add(new Finding.TreeDamaged(
                snapshot, path, path + " in snapshot " + snapshot + " cannot be read: " + cause.getMessage()));
    }

    private void want(Wanted chunk) {
        wanted.add(chunk);
        if (wanted.size() == BATCH) {
            lookUp();
        }
    }

    private void lookUp() {
        List<List<Location>> locations =
                repository.metadata().locate(wanted.stream().map(Wanted::chunk).toList());
        for (int i = 0; i < locations.size(); i++) {
            checkRunning.run();
            Wanted lost = wanted.get(i);
            if (locations.get(i).isEmpty() || !content.isSound(lost.chunk(), locations.get(i))) {
                counters.findings.increment();
                findings.add(new Finding.FileDamaged(lost.snapshot(), lost.path(), lost.chunk()));
            }
        }
        counters.chunks.add(wanted.size());
        wanted.clear();
    }
}
