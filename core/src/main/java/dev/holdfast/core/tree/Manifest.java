package dev.holdfast.core.tree;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of a snapshot. Its tree starts at {@code /}: below it stands each backed-up path with the directories that lead there.
 *
 * @param snapshot name of the snapshot, so that it is kept when the index is rebuilt from packs
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
        SessionId snapshot,
        Fingerprint tree,
        Timestamp time,
        String host,
        String user,
        List<byte[]> paths,
        List<String> tags,
        Completeness completeness,
        Statistics statistics) {
    private static final int VERSION = 1;

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

    /**
     * The content of the MANIFEST chunk.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code LIMIT_EXCEEDED} if the format cannot hold it
     */
    public byte[] encode() {
        TreeLimits.require(time.nanos(), TreeLimits.MAX_NANOS, "the nanoseconds of a time");
        TreeLimits.require(paths.size(), TreeLimits.MAX_PATHS, "the number of paths");
        ByteWriter out = new ByteWriter();
        out.u8(VERSION).raw(snapshot.toBytes()).fingerprint(tree);
        out.signedVarint(time.seconds()).varint(time.nanos());
        text(out, host, "the length of the host's name");
        text(out, user, "the length of the user's name");
        out.varint(paths.size());
        for (byte[] path : paths) {
            TreeLimits.require(path.length, TreeLimits.MAX_PATH_BYTES, "the length of a path");
            out.bytes(path);
        }
        tags(out, tags);
        out.u8(completeness == Completeness.COMPLETE ? 0 : 1);
        out.varint(statistics.files).varint(statistics.directories).varint(statistics.others);
        out.varint(statistics.bytes).varint(statistics.newChunks).varint(statistics.newBytes);
        out.varint(statistics.storedBytes).varint(statistics.unreadable);
        TreeLimits.require(out.size(), TreeLimits.MAX_MANIFEST_BYTES, "the length of a manifest");
        return out.toBytes();
    }

    private static void text(ByteWriter out, String text, String what) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        TreeLimits.require(utf8.length, TreeLimits.MAX_TEXT_BYTES, what);
        out.bytes(utf8);
    }

    private static void tags(ByteWriter out, List<String> tags) {
        TreeLimits.require(tags.size(), TreeLimits.MAX_TAGS, "the number of tags");
        out.varint(tags.size());
        tags.forEach(tag -> text(out, tag, "the length of a tag"));
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
                SessionId.read(in.raw(SessionId.BYTES), 0),
                in.fingerprint(),
                new Timestamp(in.signedVarint(), in.count(999_999_999, "nanoseconds")),
                in.text(TreeLimits.MAX_TEXT_BYTES, "length of the host's name"),
                in.text(TreeLimits.MAX_TEXT_BYTES, "length of the user's name"),
                paths(in),
                tags(in),
                completeness(in.u8()),
                new Statistics(
                        in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(),
                        in.varint()));
        in.expectEnd();
        return manifest;
    }

    private static Completeness completeness(int code) {
        return switch (code) {
            case 0 -> Completeness.COMPLETE;
            case 1 -> Completeness.INCOMPLETE;
            default -> throw new MalformedException("unknown completeness " + code);
        };
    }

    private static List<byte[]> paths(ByteReader in) {
        int count = in.count(Math.min(TreeLimits.MAX_PATHS, in.remaining()), "number of paths");
        List<byte[]> paths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            paths.add(in.bytes(TreeLimits.MAX_PATH_BYTES, "length of a path"));
        }
        return paths;
    }

    /** Reads a list of tags as it stands in a manifest and in sealed labels. */
    static List<String> tags(ByteReader in) {
        int count = in.count(Math.min(TreeLimits.MAX_TAGS, in.remaining()), "number of tags");
        List<String> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(in.text(TreeLimits.MAX_TEXT_BYTES, "length of a tag"));
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

    /**
     * The content that {@link #decodeTags} reads.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code LIMIT_EXCEEDED} if the format cannot hold it
     */
    public static byte[] encodeTags(List<String> tags) {
        ByteWriter out = new ByteWriter();
        tags(out, tags);
        return out.toBytes();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Manifest that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Objects.hash(tree, time, host);
    }
}
