package dev.holdfast.core.wire;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.pack.PackLimits;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pack's contents: segments in order of offset with their chunks, then each structure chunk with its references. */
public final class PackContentsCodec {
    private static final int MAX_CHUNKS = 1 << 20;

    private PackContentsCodec() {}

    public static void write(ByteWriter writer, PackContents contents) {
        writeSegments(writer, contents.segments());
        writer.varint(contents.references().size());
        contents.references().forEach((chunk, references) -> {
            writer.fingerprint(chunk);
            write(writer, references.structures());
            write(writer, references.data());
        });
    }

    public static PackContents read(ByteReader reader) {
        List<Segment> segments = readSegments(reader);
        int count = reader.count(Math.min(MAX_CHUNKS, reader.remaining() / Fingerprint.BYTES), "number of structure chunks");
        Map<Fingerprint, References> references = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            if (references.put(reader.fingerprint(), new References(fingerprints(reader), fingerprints(reader))) != null) {
                throw new MalformedException("a structure chunk is listed twice");
            }
        }
        return new PackContents(segments, references);
    }

    /** The segments alone, each as the gap to the one before, its length and its chunks. */
    static void writeSegments(ByteWriter writer, List<Segment> segments) {
        writer.varint(segments.size());
        long end = 0;
        for (Segment segment : segments) {
            writer.varint(segment.offset() - end).varint(segment.length());
            write(writer, segment.chunks());
            end = segment.offset() + segment.length();
        }
    }

    static List<Segment> readSegments(ByteReader reader) {
        int count = reader.count(Math.min(PackLimits.MAX_SEGMENTS, reader.remaining()), "number of segments");
        List<Segment> segments = new ArrayList<>(count);
        long end = 0;
        for (int i = 0; i < count; i++) {
            long offset = end + reader.count(PackLimits.MAX_PACK_BYTES, "gap between segments");
            int length = PackPlaces.length(reader);
            segments.add(new Segment(offset, length, fingerprints(reader)));
            end = offset + length;
        }
        return segments;
    }

    private static void write(ByteWriter writer, List<Fingerprint> fingerprints) {
        writer.varint(fingerprints.size());
        fingerprints.forEach(writer::fingerprint);
    }

    private static List<Fingerprint> fingerprints(ByteReader reader) {
        int count = reader.count(Math.min(MAX_CHUNKS, reader.remaining() / Fingerprint.BYTES), "number of chunks");
        List<Fingerprint> fingerprints = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fingerprints.add(reader.fingerprint());
        }
        return fingerprints;
    }
}
