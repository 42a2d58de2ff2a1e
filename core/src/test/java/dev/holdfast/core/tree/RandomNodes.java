package dev.holdfast.core.tree;

import dev.holdfast.core.id.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Makes nodes of every kind, ordinary and odd ones, from a seed. */
final class RandomNodes {
    private static final long[] ODD_SECONDS = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, -62_135_596_800L, 4_102_444_800L};
    private static final NodeType[] SPECIAL = {
        NodeType.FIFO, NodeType.SOCKET, NodeType.CHARACTER_DEVICE, NodeType.BLOCK_DEVICE
    };

    private final Random random;

    RandomNodes(Random random) {
        this.random = random;
    }

    /** Nodes in order of their names. */
    List<Node> directory(int count) {
        TreeSet<FileName> names = new TreeSet<>();
        while (names.size() < count) {
            names.add(name());
        }
        return names.stream().map(this::node).toList();
    }

    Node node(FileName name) {
        return switch (random.nextInt(8)) {
            case 0 -> new Node.Directory(name, attributes(), fingerprint());
            case 1 -> new Node.Symlink(name, attributes(), bytes(random.nextInt(60)));
            case 2 -> new Node.Special(
                    name, attributes(), SPECIAL[random.nextInt(4)], random.nextBoolean() ? 0 : random.nextLong());
            default -> file(name, random.nextInt(10) == 0 ? random.nextInt(40) : random.nextInt(3));
        };
    }

    Node.File file(FileName name, int pieces) {
        List<Piece> list = pieces(pieces);
        return new Node.File(name, attributes(), NodeDecoder.totalLength(list), list);
    }

    List<Piece> pieces(int count) {
        List<Piece> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long length = 1 + (random.nextLong() >>> 20 + random.nextInt(40));
            pieces.add(switch (random.nextInt(10)) {
                case 0 -> new Piece.Hole(length);
                case 1 -> new Piece.Sublist(fingerprint(), length);
                default -> new Piece.Data(fingerprint(), length);
            });
        }
        return pieces;
    }

    Fingerprint fingerprint() {
        return Fingerprint.read(bytes(Fingerprint.BYTES), 0);
    }

    private FileName name() {
        byte[] bytes = switch (random.nextInt(6)) {
            case 0 -> bytes(1 + random.nextInt(40));
            case 1 -> ("größe \n " + random.nextInt()).getBytes(StandardCharsets.UTF_8);
            case 2 -> (".." + random.nextInt()).getBytes(StandardCharsets.UTF_8);
            case 3 -> bytes(random.nextInt(50) == 0 ? FileName.MAX_BYTES : 255);
            default -> ("file-" + random.nextInt(100_000) + ".txt").getBytes(StandardCharsets.UTF_8);
        };
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0 || bytes[i] == '/' || bytes[i] == '.' && bytes.length < 3) {
                bytes[i] = 'x';
            }
        }
        return FileName.of(bytes);
    }

    private Attributes attributes() {
        Owner owner = random.nextInt(5) > 0
                ? new Owner(0, 0, "root", "root")
                : new Owner(random.nextInt(3), random.nextLong(), random.nextBoolean() ? "" : "jürgen", "");
        Inode inode = new Inode(
                random.nextInt(9) == 0 ? random.nextLong() : random.nextInt(3), random.nextLong(), random.nextInt(4) > 0 ? 1 : random.nextInt());
        return new Attributes(random.nextInt(010000), owner, time(), time(), inode, extended());
    }

    private Timestamp time() {
        long seconds = random.nextInt(10) == 0
                ? ODD_SECONDS[random.nextInt(ODD_SECONDS.length)]
                : 1_700_000_000L + random.nextInt(100_000_000);
        return new Timestamp(seconds, random.nextInt(1_000_000_000));
    }

    private List<ExtendedAttribute> extended() {
        List<ExtendedAttribute> extended = new ArrayList<>();
        for (int i = random.nextInt(12) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
            extended.add(new ExtendedAttribute(bytes(1 + random.nextInt(20)), bytes(random.nextInt(200))));
        }
        return extended;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
