package dev.holdfast.core.tree;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import java.util.ArrayList;
import java.util.List;

/** Recomputes the references of a structure chunk from its content, to rebuild the index from packs. */
public final class TreeReferences {
    private TreeReferences() {}

    /**
     * What a chunk refers to.
     *
     * @throws MalformedException if the content is not that of such a chunk
     */
    public static References of(ChunkType type, byte[] content) {
        return switch (type) {
            case DATA -> References.NONE;
            case TREE -> switch (TreeChunk.open(content, TreeChunk.Place.TOP)) {
                case TreeChunk.Index index -> ofIndex(index);
                case TreeChunk.Leaf leaf -> ofLeaf(leaf);
            };
            case LIST -> PieceLists.references(PieceLists.decode(content));
            case MANIFEST -> new References(List.of(Manifest.decode(content).tree()), List.of());
        };
    }

    private static References ofIndex(TreeChunk.Index index) {
        return new References(index.entries().stream().map(TreeChunk.Entry::chunk).toList(), List.of());
    }

    private static References ofLeaf(TreeChunk.Leaf leaf) {
        Collector collector = new Collector();
        while (leaf.hasNext()) {
            collector.add(leaf.next());
        }
        return collector.take();
    }

    /** Gathers what the nodes of a leaf refer to, in their order. */
    static final class Collector {
        private final List<Fingerprint> structures = new ArrayList<>();
        private final List<Fingerprint> data = new ArrayList<>();

        void add(Node node) {
            switch (node) {
                case Node.File file -> {
                    References references = PieceLists.references(file.pieces());
                    structures.addAll(references.structures());
                    data.addAll(references.data());
                }
                case Node.Directory directory -> structures.add(directory.tree());
                case Node.Symlink _ -> {}
                case Node.Special _ -> {}
            }
        }

        /** What was gathered; the next leaf starts from nothing. */
        References take() {
            References references = new References(structures, data);
            structures.clear();
            data.clear();
            return references;
        }
    }
}
