package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of a snapshot. Its tree starts at {@code /}: below it stands each backed-up path with the directories that lead there.
 *
 * @param tree the TREE chunk of {@code /}
 * @param time when the backup began, or what the user said it shows
 * @param host name of the machine
 * @param user name of the user who ran it
 * @param paths the backed-up paths, absolute, as bytes
 * @param tags as given at the backup
 * @param completeness whether every source file could be read
 * @param statistics what the snapshot holds
 */
public record Manifest(
        Fingerprint tree,
        Timestamp time,
        String host,
        String user,
        List<byte[]> paths,
        List<String> tags,
        Completeness completeness,
        Statistics statistics) {
    private static final int VERSION = 1;
    private static final int MAX_PATHS = 1 << 16;
    private static final int MAX_PATH_BYTES = 1 << 20;
    private static final int MAX_TAGS = 1 << 12;
    private static final int MAX_TEXT_BYTES = 1 << 12;

    public Manifest {
        paths = List.copyOf(paths);
        tags = List.copyOf(tags);
    }

    /** Whether a backup could read all of its source. */
    public enum Completeness {
        COMPLETE,
        INCOMPLETE
    }

    /**
     * What a snapshot holds, and what it added.
     *
     * @param files regular files
     * @param directories directories
     * @param others symlinks, devices, sockets, FIFOs
     * @param bytes total length of the files
     * @param newChunks chunks that were not in the repository before
     * @param newBytes their total length
     * @param storedBytes what they take in packs, compressed and sealed
     * @param unreadable source entries that could not be read
     */
    public record Statistics(
            long files,
            long directories,
            long others,
            long bytes,
            long newChunks,
            long newBytes,
            long storedBytes,
            long unreadable) {}

    /** The content of the MANIFEST chunk. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter();
        out.u8(VERSION).fingerprint(tree);
        out.signedVarint(time.seconds()).varint(time.nanos());
        out.text(host).text(user);
        out.varint(paths.size());
        paths.forEach(out::bytes);
        out.varint(tags.size());
        tags.forEach(out::text);
        out.u8(completeness == Completeness.COMPLETE ? 0 : 1);
        out.varint(statistics.files).varint(statistics.directories).varint(statistics.others);
        out.varint(statistics.bytes).varint(statistics.newChunks).varint(statistics.newBytes);
        out.varint(statistics.storedBytes).varint(statistics.unreadable);
        return out.toBytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException if it is anything else
     */
    public static Manifest decode(byte[] content) {
        ByteReader in = new ByteReader(content);
        if (in.u8() != VERSION) {
            throw new MalformedException("unknown version of a manifest");
        }
        Manifest manifest = new Manifest(
                in.fingerprint(),
                new Timestamp(in.signedVarint(), in.count(999_999_999, "nanoseconds")),
                in.text(MAX_TEXT_BYTES, "length of the host's name"),
                in.text(MAX_TEXT_BYTES, "length of the user's name"),
                paths(in),
                tags(in),
                in.u8() == 0 ? Completeness.COMPLETE : Completeness.INCOMPLETE,
                new Statistics(
                        in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(),
                        in.varint()));
        in.expectEnd();
        return manifest;
    }

    private static List<byte[]> paths(ByteReader in) {
        int count = in.count(Math.min(MAX_PATHS, in.remaining()), "number of paths");
        List<byte[]> paths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            paths.add(in.bytes(MAX_PATH_BYTES, "length of a path"));
        }
        return paths;
    }

    /** Reads a list of tags as it stands in a manifest and in sealed labels. */
    static List<String> tags(ByteReader in) {
        int count = in.count(Math.min(MAX_TAGS, in.remaining()), "number of tags");
        List<String> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(in.text(MAX_TEXT_BYTES, "length of a tag"));
        }
        return tags;
    }

    /** Reads tags that were changed after the backup. */
    public static List<String> decodeTags(byte[] content) {
        ByteReader in = new ByteReader(content);
        List<String> tags = tags(in);
        in.expectEnd();
        return tags;
    }

    /** The content that {@link #decodeTags} reads. */
    public static byte[] encodeTags(List<String> tags) {
        ByteWriter out = new ByteWriter();
        out.varint(tags.size());
        tags.forEach(out::text);
        return out.toBytes();
    }
}
