package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes nodes one after another. What a node shares with the one before it (owner, device) is left out, so that equal
 * neighbours stay small before compression.
 */
final class NodeEncoder {
    static final int SAME_OWNER = 1;
    static final int SAME_DEVICE = 2;
    static final int HAS_EXTENDED = 4;
    static final int HAS_LINKS = 8;
    static final int KNOWN_FLAGS = 15;

    static final int PIECE_DATA = 0;
    static final int PIECE_HOLE = 1;
    static final int PIECE_SUBLIST = 2;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final ByteWriter out;
    private @Nullable Owner lastOwner;
    private long lastDevice;

    NodeEncoder(ByteWriter out) {
        this.out = out;
    }

    /** Starts a new chunk: nothing is shared with what came before. */
    void restart() {
        lastOwner = null;
        lastDevice = 0;
    }

    /** Writes a node, or fails with {@code LIMIT_EXCEEDED} and has written nothing. */
    void write(Node node) {
        requireEncodable(node);
        out.u8(node.type().code());
        attributes(node.attributes());
        out.bytes(node.name().bytes());
        switch (node) {
            case Node.File file -> {
                out.varint(file.size());
                pieces(out, file.pieces());
            }
            case Node.Directory directory -> out.fingerprint(directory.tree());
            case Node.Symlink symlink -> out.bytes(symlink.target());
            case Node.Special special -> out.varint(special.device());
        }
    }

    /** Fails with {@code LIMIT_EXCEEDED} if no chunk can hold the node. */
    static void requireEncodable(Node node) {
        Attributes attributes = node.attributes();
        TreeLimits.require(attributes.mode(), TreeLimits.MAX_MODE, "a mode");
        TreeLimits.require(attributes.modified().nanos(), TreeLimits.MAX_NANOS, "the nanoseconds of a time");
        TreeLimits.require(attributes.changed().nanos(), TreeLimits.MAX_NANOS, "the nanoseconds of a time");
        requireExtended(attributes.extended());
        requireName(attributes.owner().user(), "the length of a user's name");
        requireName(attributes.owner().group(), "the length of a group's name");
        switch (node) {
            case Node.File file -> requirePieces(file);
            case Node.Directory _ -> {}
            case Node.Symlink link ->
                    TreeLimits.require(link.target().length, TreeLimits.MAX_TARGET_BYTES, "the length of a link's target");
            case Node.Special _ -> {}
        }
    }

    private static void requireExtended(List<ExtendedAttribute> extended) {
        TreeLimits.require(extended.size(), TreeLimits.MAX_EXTENDED, "the number of extended attributes of a file");
        long bytes = 0;
        for (ExtendedAttribute attribute : extended) {
            TreeLimits.require(attribute.name().length, TreeLimits.MAX_EXTENDED_BYTES, "the length of an attribute's name");
            TreeLimits.require(attribute.value().length, TreeLimits.MAX_EXTENDED_BYTES, "the length of an attribute's value");
            bytes += attribute.name().length + attribute.value().length;
        }
        TreeLimits.require(bytes, TreeLimits.MAX_ALL_EXTENDED_BYTES, "the length of all extended attributes of a file");
    }

    private static void requireName(String name, String what) {
        if (name.length() <= TreeLimits.MAX_OWNER_NAME_BYTES / MOST_BYTES_OF_A_CHAR) {
            return;
        }
        TreeLimits.require(name.getBytes(StandardCharsets.UTF_8).length, TreeLimits.MAX_OWNER_NAME_BYTES, what);
    }

    private static void requirePieces(Node.File file) {
        TreeLimits.require(file.pieces().size(), PieceLists.MAX_PIECES, "the number of pieces of a file");
        if (NodeDecoder.totalLength(file.pieces()) != file.size()) {
            throw new IllegalArgumentException("the pieces of " + file.name() + " do not add up to its size " + file.size());
        }
    }

    private void attributes(Attributes attributes) {
        Inode inode = attributes.inode();
        int flags = (attributes.owner().equals(lastOwner) ? SAME_OWNER : 0)
                | (inode.device() == lastDevice ? SAME_DEVICE : 0)
                | (attributes.extended().isEmpty() ? 0 : HAS_EXTENDED)
                | (inode.links() == 1 ? 0 : HAS_LINKS);
        out.u8(flags).varint(attributes.mode());
        if ((flags & SAME_OWNER) == 0) {
            owner(attributes.owner());
        }
        time(attributes.modified());
        time(attributes.changed());
        if ((flags & SAME_DEVICE) == 0) {
            out.varint(inode.device());
            lastDevice = inode.device();
        }
        out.varint(inode.number());
        if ((flags & HAS_LINKS) != 0) {
            out.varint(inode.links());
        }
        if ((flags & HAS_EXTENDED) != 0) {
            extended(attributes.extended());
        }
    }

    private void owner(Owner owner) {
        out.varint(owner.uid()).varint(owner.gid()).text(owner.user()).text(owner.group());
        lastOwner = owner;
    }

    private void time(Timestamp time) {
        out.signedVarint(time.seconds()).varint(time.nanos());
    }

    private void extended(List<ExtendedAttribute> extended) {
        out.varint(extended.size());
        for (ExtendedAttribute attribute : extended) {
            out.bytes(attribute.name()).bytes(attribute.value());
        }
    }

    static void pieces(ByteWriter out, List<Piece> pieces) {
        out.varint(pieces.size());
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Data data -> out.u8(PIECE_DATA).varint(data.length()).fingerprint(data.chunk());
                case Piece.Hole hole -> out.u8(PIECE_HOLE).varint(hole.length());
                case Piece.Sublist list -> out.u8(PIECE_SUBLIST).varint(list.length()).fingerprint(list.chunk());
            }
        }
    }
}
