package dev.holdfast.testkit.simulator;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chunks there can be: a handful of data chunks, and the trees and manifests over each set of them. A set of data chunks is
 * a bit mask. Fingerprints are made up from what a chunk stands for.
 */
final class Graph {
    private final int dataChunks;
    private final Scenario.Shape shape;
    private final Map<Fingerprint, References> references = new HashMap<>();
    private int manifests;

    Graph(int dataChunks, Scenario.Shape shape) {
        this.dataChunks = dataChunks;
        this.shape = shape;
    }

    int dataChunks() {
        return dataChunks;
    }

    Fingerprint data(int index) {
        return fingerprint("data", index);
    }

    /** A data chunk that no manifest reaches. */
    Fingerprint stray() {
        return fingerprint("stray", 0);
    }

    /** A new manifest over the data in {@code mask}; no two are the same. */
    Fingerprint manifest(int mask) {
        Fingerprint manifest = fingerprint("manifest", manifests++);
        references.put(
                manifest,
                switch (shape) {
                    case FLAT -> new References(List.of(), dataIn(mask));
                    case TREE -> new References(List.of(root(mask)), List.of());
                });
        return manifest;
    }

    private Fingerprint root(int mask) {
        Fingerprint root = fingerprint("root", mask);
        int low = (1 << dataChunks / 2) - 1;
        references.put(root, new References(List.of(directory(mask & low), directory(mask & ~low)), List.of()));
        return root;
    }

    private Fingerprint directory(int mask) {
        Fingerprint directory = fingerprint("directory", mask);
        references.put(directory, new References(List.of(), dataIn(mask)));
        return directory;
    }

    private List<Fingerprint> dataIn(int mask) {
        List<Fingerprint> data = new ArrayList<>();
        for (int i = 0; i < dataChunks; i++) {
            if ((mask & 1 << i) != 0) {
                data.add(data(i));
            }
        }
        return data;
    }

    /** What a structure chunk refers to; null for a data chunk. */
    @Nullable References references(Fingerprint chunk) {
        return references.get(chunk);
    }

    /** Everything that {@code chunk} reaches, itself included, children before parents. */
    Set<Fingerprint> closure(Fingerprint chunk) {
        Set<Fingerprint> closure = new LinkedHashSet<>();
        collect(chunk, closure);
        return closure;
    }

    private void collect(Fingerprint chunk, Set<Fingerprint> into) {
        References children = references.get(chunk);
        if (children != null) {
            children.structures().forEach(child -> collect(child, into));
            into.addAll(children.data());
        }
        into.add(chunk);
    }

    private static Fingerprint fingerprint(String type, int number) {
        byte[] bytes = new byte[Fingerprint.BYTES];
        new Random(type.hashCode() * 31L + number).nextBytes(bytes);
        return Fingerprint.read(bytes, 0);
    }
}
