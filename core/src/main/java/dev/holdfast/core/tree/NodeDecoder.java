package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link NodeEncoder} wrote, trusting nothing. */
final class NodeDecoder {
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
            case SYMLINK -> new Node.Symlink(name, attributes, in.bytes(TreeLimits.MAX_TARGET_BYTES, "length of a link target"));
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
        if ((flags & ~NodeEncoder.KNOWN_FLAGS) != 0) {
            throw new MalformedException("unknown flags " + flags);
        }
        int mode = in.count(TreeLimits.MAX_MODE, "mode");
        Owner owner = (flags & NodeEncoder.SAME_OWNER) == 0 ? owner() : sameOwner();
        Timestamp modified = time();
        Timestamp changed = time();
        if ((flags & NodeEncoder.SAME_DEVICE) == 0) {
            lastDevice = unless(lastDevice, in.varint(), "device");
        }
        long number = in.varint();
        long links = (flags & NodeEncoder.HAS_LINKS) == 0 ? 1 : unless(1, in.varint(), "number of links");
        List<ExtendedAttribute> extended = (flags & NodeEncoder.HAS_EXTENDED) == 0 ? List.of() : extended();
        return new Attributes(mode, owner, modified, changed, new Inode(lastDevice, number, links), extended);
    }

    /** What a flag lets a writer leave out must be left out: a directory has one form and so one fingerprint. */
    private static long unless(long implied, long value, String what) {
        if (value == implied) {
            throw new MalformedException("the " + what + " is written though it goes without saying");
        }
        return value;
    }

    private Owner owner() {
        Owner owner = new Owner(
                in.varint(),
                in.varint(),
                in.text(TreeLimits.MAX_OWNER_NAME_BYTES, "length of a user name"),
                in.text(TreeLimits.MAX_OWNER_NAME_BYTES, "length of a group name"));
        if (owner.equals(lastOwner)) {
            throw new MalformedException("the owner is written though it goes without saying");
        }
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
        return new Timestamp(in.signedVarint(), in.count(TreeLimits.MAX_NANOS, "nanoseconds"));
    }

    private List<ExtendedAttribute> extended() {
        int count = in.count(TreeLimits.MAX_EXTENDED, "number of extended attributes");
        if (count == 0) {
            throw new MalformedException("a list of no extended attributes");
        }
        List<ExtendedAttribute> extended = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            extended.add(new ExtendedAttribute(
                    in.bytes(TreeLimits.MAX_EXTENDED_BYTES, "length of an attribute's name"),
                    in.bytes(TreeLimits.MAX_EXTENDED_BYTES, "length of an attribute's value")));
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

    /** Sum of the pieces' lengths; each of them is at least 1. */
    static long totalLength(List<Piece> pieces) {
        long total = 0;
        for (Piece piece : pieces) {
            total += piece.length();
            if (total < 0) {
                throw new MalformedException("pieces longer than any file");
            }
        }
        return total;
    }
}
