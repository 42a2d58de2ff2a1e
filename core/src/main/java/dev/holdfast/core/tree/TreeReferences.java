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
            case TREE -> ofTree(content);
            case LIST -> PieceLists.references(PieceLists.decode(content));
            case MANIFEST -> new References(List.of(Manifest.decode(content).tree()), List.of());
        };
    }

    private static References ofTree(byte[] content) {
        List<Fingerprint> structures = new ArrayList<>();
        List<Fingerprint> data = new ArrayList<>();
        DirectoryCursor.visit(content, structures::add, node -> {
            switch (node) {
                case Node.File file -> {
                    References references = PieceLists.references(file.pieces());
                    structures.addAll(references.structures());
                    data.addAll(references.data());
                }
                case Node.Directory directory -> structures.add(directory.tree());
                case Node.Symlink symlink -> {}
                case Node.Special special -> {}
            }
        });
        return new References(structures, data);
    }
}
