package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link NodeEncoder} wrote, trusting nothing. */
final class NodeDecoder {
    private static final int MAX_EXTENDED = 4096;
    private static final int MAX_EXTENDED_BYTES = 1 << 16;
    private static final int MAX_OWNER_NAME_BYTES = 1024;
    private static final int MAX_TARGET_BYTES = 1 << 16;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final ByteReader in;
    private @Nullable Owner lastOwner;
    private long lastDevice;

    NodeDecoder(ByteReader in) {
        this.in = in;
    }

    Node read() {
        NodeType type = NodeType.of(in.u8());
        Attributes attributes = attributes();
        FileName name = FileName.of(in.bytes(FileName.MAX_BYTES, "length of a name"));
        return switch (type) {
            case FILE -> file(name, attributes);
            case DIRECTORY -> new Node.Directory(name, attributes, in.fingerprint());
            case SYMLINK -> new Node.Symlink(name, attributes, in.bytes(MAX_TARGET_BYTES, "length of a link target"));
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> new Node.Special(name, attributes, type, in.varint());
        };
    }

    private Node file(FileName name, Attributes attributes) {
        long size = in.varint();
        List<Piece> pieces = pieces(in);
        if (size < 0 || totalLength(pieces) != size) {
            throw new MalformedException("the pieces of a file do not add up to its size " + size);
        }
        return new Node.File(name, attributes, size, pieces);
    }

    private Attributes attributes() {
        int flags = in.u8();
        int mode = in.count(07777, "mode");
        Owner owner = (flags & NodeEncoder.SAME_OWNER) == 0 ? owner() : sameOwner();
        Timestamp modified = time();
        Timestamp changed = time();
        if ((flags & NodeEncoder.SAME_DEVICE) == 0) {
            lastDevice = in.varint();
        }
        long number = in.varint();
        long links = (flags & NodeEncoder.HAS_LINKS) == 0 ? 1 : in.varint();
        List<ExtendedAttribute> extended = (flags & NodeEncoder.HAS_EXTENDED) == 0 ? List.of() : extended();
        return new Attributes(mode, owner, modified, changed, new Inode(lastDevice, number, links), extended);
    }

    private Owner owner() {
        Owner owner = new Owner(
                in.varint(),
                in.varint(),
                in.text(MAX_OWNER_NAME_BYTES, "length of a user name"),
                in.text(MAX_OWNER_NAME_BYTES, "length of a group name"));
        lastOwner = owner;
        return owner;
    }

    private Owner sameOwner() {
        if (lastOwner == null) {
            throw new MalformedException("the first node shares its owner with nobody");
        }
        return lastOwner;
    }

    private Timestamp time() {
        return new Timestamp(in.signedVarint(), in.count(NANOS_PER_SECOND - 1, "nanoseconds"));
    }

    private List<ExtendedAttribute> extended() {
        int count = in.count(MAX_EXTENDED, "number of extended attributes");
        List<ExtendedAttribute> extended = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            extended.add(new ExtendedAttribute(
                    in.bytes(MAX_EXTENDED_BYTES, "length of an attribute's name"),
                    in.bytes(MAX_EXTENDED_BYTES, "length of an attribute's value")));
        }
        return extended;
    }

    static List<Piece> pieces(ByteReader in) {
        int count = in.count(Math.min(PieceLists.MAX_PIECES, in.remaining()), "number of pieces");
        List<Piece> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int form = in.u8();
            long length = in.varint();
            if (length <= 0) {
                throw new MalformedException("a piece of length " + length);
            }
            pieces.add(switch (form) {
                case NodeEncoder.PIECE_DATA -> new Piece.Data(in.fingerprint(), length);
                case NodeEncoder.PIECE_HOLE -> new Piece.Hole(length);
                case NodeEncoder.PIECE_SUBLIST -> new Piece.Sublist(in.fingerprint(), length);
                default -> throw new MalformedException("unknown form of piece " + form);
            });
        }
        return pieces;
    }

    static long totalLength(List<Piece> pieces) {
        long total = 0;
        for (Piece piece : pieces) {
            total = Math.addExact(total, piece.length());
        }
        return total;
    }
}
