package dev.holdfast.core.tree;

import dev.holdfast.core.id.Fingerprint;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry of a directory. */
public sealed interface Node {
    FileName name();

    Attributes attributes();

    NodeType type();

    /** A regular file; its pieces add up to its size. */
    record File(FileName name, Attributes attributes, long size, List<Piece> pieces) implements Node {
        public File {
            pieces = List.copyOf(pieces);
        }

        @Override
        public NodeType type() {
            return NodeType.FILE;
        }
    }

    /** A directory; {@code tree} is its TREE chunk. */
    record Directory(FileName name, Attributes attributes, Fingerprint tree) implements Node {
        @Override
        public NodeType type() {
            return NodeType.DIRECTORY;
        }
    }

    /** A symbolic link with its target as it stands. */
    record Symlink(FileName name, Attributes attributes, byte[] target) implements Node {
        @Override
        public NodeType type() {
            return NodeType.SYMLINK;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Symlink that
                    && name.equals(that.name)
                    && attributes.equals(that.attributes)
                    && Arrays.equals(target, that.target);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, attributes, Arrays.hashCode(target));
        }
    }

    /** A FIFO, socket or device; {@code device} is the device number of a device and 0 otherwise. */
    record Special(FileName name, Attributes attributes, NodeType type, long device) implements Node {}
}
