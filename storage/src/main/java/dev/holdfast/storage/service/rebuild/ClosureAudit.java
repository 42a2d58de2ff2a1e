package dev.holdfast.storage.service.rebuild;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.FingerprintSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Walks what manifests reach and collects what no LIVE pack holds sound. Belongs to one thread. */
final class ClosureAudit {
    private final MetadataStore store;
    private final FingerprintSet visited = new FingerprintSet();
    private final List<Fingerprint> batch = new ArrayList<>();
    private final TreeSet<Fingerprint> lost = new TreeSet<>();
    private final TreeSet<Fingerprint> headless = new TreeSet<>();

    ClosureAudit(MetadataStore store) {
        this.store = store;
    }

    void walk(Fingerprint manifest) {
        Deque<Fingerprint> ahead = new ArrayDeque<>();
        visit(manifest, ahead);
        while (!ahead.isEmpty()) {
            Fingerprint node = ahead.pop();
            Optional<References> references = store.references(node);
            if (references.isEmpty()) {
                lost.add(node);
                headless.add(node);
            } else {
                references.get().structures().forEach(child -> visit(child, ahead));
                references.get().data().forEach(this::ask);
            }
        }
        flush();
    }

    TreeSet<Fingerprint> lost() {
        return lost;
    }

    /** Those of the lost chunks that have children which nobody knows any more. */
    TreeSet<Fingerprint> headless() {
        return headless;
    }

    private void visit(Fingerprint structure, Deque<Fingerprint> ahead) {
        if (visited.add(structure)) {
            ahead.push(structure);
            ask(structure);
        }
    }

    private void ask(Fingerprint chunk) {
        batch.add(chunk);
        if (batch.size() == MetadataService.MAX_BATCH) {
            flush();
        }
    }

    private void flush() {
        BitSet present = store.present(batch);
        for (int i = present.nextClearBit(0); i < batch.size(); i = present.nextClearBit(i + 1)) {
            lost.add(batch.get(i));
        }
        batch.clear();
    }
}
