package dev.holdfast.core.wire;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Where chunks lie, and what else lies in the same packs.
 *
 * @param locations for each chunk that was asked for, best location first
 * @param neighbours whole structure packs that answer some of the questions, so that the next questions need not be asked; the server
 *     adds them only where the asker may see all of a pack
 */
public record LocateAnswer(List<List<Location>> locations, List<Neighbours> neighbours) {
    private static final int MAX_COPIES = 1 << 12;
    private static final int MAX_PACKS = 1 << 13;

    /** The segments of a pack. */
    public record Neighbours(PackId pack, List<Segment> segments) {
        public Neighbours {
            segments = List.copyOf(segments);
        }
    }

    public LocateAnswer {
        locations = List.copyOf(locations);
        neighbours = List.copyOf(neighbours);
    }

    public byte[] encode() {
        ByteWriter writer = new ByteWriter(64 + locations.size() * 40).varint(locations.size());
        for (List<Location> copies : locations) {
            writer.varint(copies.size());
            for (Location copy : copies) {
                writer.raw(copy.pack().toBytes()).varint(copy.offset()).varint(copy.length()).varint(copy.place());
            }
        }
        writer.varint(neighbours.size());
        for (Neighbours pack : neighbours) {
            writer.raw(pack.pack().toBytes());
            PackContentsCodec.writeSegments(writer, pack.segments());
        }
        return writer.toBytes();
    }

    /** Reads the answer to a question about {@code count} chunks. */
    public static LocateAnswer decode(byte[] bytes, int count) {
        ByteReader reader = new ByteReader(bytes);
        if (reader.count(count, "number of answers") != count) {
            throw new MalformedException("fewer answers than questions");
        }
        List<List<Location>> locations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            locations.add(copies(reader));
        }
        int packs = reader.count(Math.min(MAX_PACKS, reader.remaining()), "number of packs");
        List<Neighbours> neighbours = new ArrayList<>(packs);
        for (int i = 0; i < packs; i++) {
            neighbours.add(new Neighbours(PackPlaces.pack(reader), PackContentsCodec.readSegments(reader)));
        }
        reader.expectEnd();
        return new LocateAnswer(locations, neighbours);
    }

    private static List<Location> copies(ByteReader reader) {
        int copies = reader.count(Math.min(MAX_COPIES, reader.remaining()), "number of copies");
        List<Location> found = new ArrayList<>(copies);
        for (int i = 0; i < copies; i++) {
            found.add(new Location(
                    PackPlaces.pack(reader),
                    PackPlaces.offset(reader),
                    PackPlaces.length(reader),
                    reader.count(Integer.MAX_VALUE, "place")));
        }
        return found;
    }
}
