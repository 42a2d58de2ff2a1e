package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.References;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a pack's contents and of a chunk's references. */
final class ContentsCodec {
    private static final int VERSION = 1;
    private static final int MAX_CHUNKS = 1 << 24;

    private ContentsCodec() {}

    /**
     * A pack's contents as stored: references are named only, because each has a row of its own.
     *
     * @param referring the chunks with references
     */
    record Outline(List<Segment> segments, List<Fingerprint> referring) {
        /** The chunks in order, with those first that have references. */
        List<Fingerprint> allChunks() {
            List<Fingerprint> chunks = new ArrayList<>(referring);
            segments.forEach(segment -> chunks.addAll(segment.chunks()));
            return chunks;
        }
    }

    static byte[] encode(long pack, PackContents contents) {
        ByteWriter writer = new ByteWriter(64 + contents.chunkCount() * (Fingerprint.BYTES + 8));
        writer.u8(VERSION).varint(contents.segments().size());
        long end = 0;
        for (Segment segment : contents.segments()) {
            writer.signedVarint(segment.offset() - end).varint(segment.length());
            write(writer, segment.chunks());
            end = segment.offset() + segment.length();
        }
        write(writer, contents.references().keySet().stream().sorted().toList());
        return Checked.seal(Checked.key(pack), writer);
    }

    static Outline outline(long pack, byte[] stored) {
        ByteReader reader = Checked.open(Checked.key(pack), stored);
        int version = reader.u8();
        if (version != VERSION) {
            throw new MalformedException("contents of version " + version);
        }
        int count = reader.count(Math.min(MAX_CHUNKS, reader.remaining()), "number of segments");
        List<Segment> segments = new ArrayList<>(count);
        long end = 0;
        for (int i = 0; i < count; i++) {
            long offset = end + reader.signedVarint();
            int length = reader.count(Integer.MAX_VALUE, "length of a segment");
            segments.add(new Segment(offset, length, fingerprints(reader)));
            end = offset + length;
        }
        Outline outline = new Outline(segments, fingerprints(reader));
        reader.expectEnd();
        return outline;
    }

    static byte[] encode(Fingerprint chunk, References references) {
        int count = references.structures().size() + references.data().size();
        ByteWriter writer = new ByteWriter(16 + count * Fingerprint.BYTES);
        write(writer, references.structures());
        write(writer, references.data());
        return Checked.seal(chunk.toBytes(), writer);
    }

    static References references(Fingerprint chunk, byte[] stored) {
        ByteReader reader = Checked.open(chunk.toBytes(), stored);
        References references = new References(fingerprints(reader), fingerprints(reader));
        reader.expectEnd();
        return references;
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
