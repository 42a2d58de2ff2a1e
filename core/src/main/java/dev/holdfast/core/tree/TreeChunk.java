package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One TREE chunk while it is read: an index, whose entries are all here, or a leaf, whose nodes come one at a time. It enforces what
 * must hold within a chunk, and that the chunk holds what its place in the directory says.
 */
sealed interface TreeChunk {
    int VERSION = 1;
    int LEAF = 0;
    int INDEX = 1;

    /** Most entries of an index. */
    int MAX_INDEX_ENTRIES = 4096;

    /** A chunk below an index and the first name in it. */
    record Entry(FileName first, Fingerprint chunk) {}

    /**
     * Where a chunk stands in its directory.
     *
     * @param first the first name it must have, or null for the top chunk
     * @param after the name that all of its names must follow, or null
     */
    record Place(@Nullable FileName first, @Nullable FileName after) {
        /** The place of a directory's top chunk. */
        static final Place TOP = new Place(null, null);

        void check(FileName actual) {
            if (first != null && !first.equals(actual)) {
                throw new MalformedException("it begins with " + actual + ", its index says " + first);
            }
            if (after != null && after.compareTo(actual) >= 0) {
                throw new MalformedException("names are out of order");
            }
        }
    }

    /**
     * Starts to read a chunk.
     *
     * @throws MalformedException if it cannot stand in this place
     */
    static TreeChunk open(byte[] content, Place place) {
        ByteReader in = new ByteReader(content);
        int version = in.u8();
        int form = in.u8();
        if (version != VERSION || form > INDEX) {
            throw new MalformedException("unknown version " + version + " or form " + form);
        }
        return form == LEAF ? new Leaf(in, place) : index(in, place);
    }

    private static Index index(ByteReader in, Place place) {
        int count = in.count(Math.min(MAX_INDEX_ENTRIES, in.remaining()), "number of index entries");
        if (count == 0) {
            throw new MalformedException("an empty index");
        }
        List<Entry> entries = new ArrayList<>(count);
        Place next = place;
        for (int i = 0; i < count; i++) {
            FileName first = FileName.of(in.bytes(FileName.MAX_BYTES, "length of a name"));
            next.check(first);
            next = new Place(null, first);
            entries.add(new Entry(first, in.fingerprint()));
        }
        in.expectEnd();
        return new Index(entries);
    }

    /** An index over chunks, in order of their names. */
    record Index(List<Entry> entries) implements TreeChunk {
        /** The chunk below which {@code name} must be, if it is anywhere. */
        Entry covering(FileName name) {
            Entry best = entries.getFirst();
            for (Entry entry : entries) {
                if (entry.first().compareTo(name) > 0) {
                    break;
                }
                best = entry;
            }
            return best;
        }

        ByteWriter encode() {
            ByteWriter out = new ByteWriter(entries.size() * 64);
            out.u8(VERSION).u8(INDEX).varint(entries.size());
            entries.forEach(entry -> out.bytes(entry.first().bytes()).fingerprint(entry.chunk()));
            return out;
        }
    }

    /** A leaf with the nodes still to be read. */
    final class Leaf implements TreeChunk {
        private final ByteReader in;
        private final NodeDecoder decoder;
        private Place place;
        private int left;

        private Leaf(ByteReader in, Place place) {
            this.in = in;
            this.decoder = new NodeDecoder(in);
            this.place = place;
            this.left = in.count(in.remaining(), "number of nodes");
            if (left == 0) {
                if (!place.equals(Place.TOP)) {
                    throw new MalformedException("an empty leaf below an index");
                }
                in.expectEnd();
            }
        }

        boolean hasNext() {
            return left > 0;
        }

        Node next() {
            Node node = decoder.read();
            place.check(node.name());
            place = new Place(null, node.name());
            if (--left == 0) {
                in.expectEnd();
            }
            return node;
        }
    }
}
