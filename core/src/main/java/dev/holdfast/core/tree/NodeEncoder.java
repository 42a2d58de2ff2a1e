package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteWriter;
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

    static final int PIECE_DATA = 0;
    static final int PIECE_HOLE = 1;
    static final int PIECE_SUBLIST = 2;

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

    void write(Node node) {
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
