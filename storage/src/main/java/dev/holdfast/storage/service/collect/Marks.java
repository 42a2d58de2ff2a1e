package dev.holdfast.storage.service.collect;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionRow.CommittedSnapshot;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.service.FingerprintSet;
import dev.holdfast.storage.service.Rules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The chunks that snapshots and pinned parents reach, and perhaps a few more. Marks only ever grow: a second scan with the same
 * marks goes through the rows anew, but walks only what the first has not been to. Belongs to one thread.
 */
final class Marks {
    private static final int REPORT_EVERY = 1024;

    private final MetadataStore store;
    private final Rules rules;
    private final CollectionProgress progress;
    private final ChunkFilter marked;
    private final FingerprintSet visited = new FingerprintSet();
    private final Consumer<SessionRow> marking = this::mark;

    /** @param expectedChunks about how many chunks there are */
    Marks(MetadataStore store, Rules rules, CollectionProgress progress, long expectedChunks) {
        this.store = store;
        this.rules = rules;
        this.progress = progress;
        this.marked = new ChunkFilter(expectedChunks);
    }

    boolean contains(Fingerprint chunk) {
        return marked.mayContain(chunk);
    }

    /** Marks what every row keeps alive. */
    void scan(int pageRows) {
        rules.scan(store, pageRows, marking);
    }

    private void mark(SessionRow session) {
        Optional<SessionId> root = rules.root(session);
        if (root.isEmpty()) {
            return;
        }
        Optional<Fingerprint> manifest =
                store.session(root.get()).flatMap(SessionRow::snapshot).map(CommittedSnapshot::manifest);
        if (manifest.isPresent()) {
            walk(root.get(), manifest.get());
        } else {
            lookAgain(session);
        }
    }

    /**
     * The row of a forgotten parent may be gone although the pin was good, if the session was closed since its own row was read:
     * then that counts as it is now. A pin on nothing in a row that is still the same was never a good one.
     */
    private void lookAgain(SessionRow session) {
        store.session(session.id())
                .filter(now -> now.version() != session.version())
                .ifPresent(this::mark);
    }

    private void walk(SessionId root, Fingerprint manifest) {
        Deque<Fingerprint> ahead = new ArrayDeque<>();
        visit(manifest, ahead);
        while (!ahead.isEmpty()) {
            Fingerprint node = ahead.pop();
            Optional<References> references = store.references(node);
            if (references.isEmpty()) {
                throw hole(root, node);
            }
            references.get().structures().forEach(child -> visit(child, ahead));
            references.get().data().forEach(marked::add);
        }
    }

    private void visit(Fingerprint structure, Deque<Fingerprint> ahead) {
        if (visited.add(structure)) {
            marked.add(structure);
            ahead.push(structure);
            if (visited.size() % REPORT_EVERY == 0) {
                progress.report(CollectionProgress.Stage.MARKING, visited.size(), 0);
            }
        }
    }

    /** A snapshot that was forgotten while it was walked may have been collected under our feet; any other has to be whole. */
    private RuntimeException hole(SessionId root, Fingerprint node) {
        if (store.session(root).filter(row -> row.state() == SessionState.COMMITTED).isEmpty()) {
            return new OvertakenException("snapshot " + root + " was forgotten and collected meanwhile");
        }
        return new HoldfastException(
                ErrorCode.INDEX_DAMAGED,
                "the index does not know what structure chunk " + node + " of snapshot " + root + " refers to",
                "nothing was deleted; run: holdfast rebuild-index");
    }
}
