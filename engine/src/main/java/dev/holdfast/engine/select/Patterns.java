package dev.holdfast.engine.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An ordered list of patterns, grown by adding to its end; later patterns win over earlier ones.
 *
 * <p>The language is that of gitignore files: {@code *} and {@code ?} stay within one name, {@code **} as a whole step crosses any number
 * of directories, {@code [a-z]}, {@code [!a-z]} and {@code [[:digit:]]} stand for one byte, a backslash takes the next byte literally, a
 * slash at the end restricts to directories, a slash elsewhere ties the pattern to the root, and {@code !} at the start turns the
 * meaning round.
 */
public final class Patterns {
    private static final Patterns NONE = new Patterns(List.of(), List.of());
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<Pattern> usable;
    private final List<byte[]> malformed;

    private Patterns(List<Pattern> usable, List<byte[]> malformed) {
        this.usable = List.copyOf(usable);
        this.malformed = List.copyOf(malformed);
    }

    public static Patterns none() {
        return NONE;
    }

    /** This list and one pattern from the command line, where {@code #} is no comment and trailing spaces count. */
    public Patterns plus(byte[] pattern) {
        List<Pattern> more = new ArrayList<>(usable);
        List<byte[]> bad = new ArrayList<>(malformed);
        collect(PatternParser.parse(pattern), pattern, more, bad);
        return new Patterns(more, bad);
    }

    /**
     * This list and the patterns of a file, one on each line. Empty lines and lines that begin with {@code #} say nothing; spaces at a
     * line's end count only behind a backslash; a byte order mark and carriage returns before line feeds are passed over.
     */
    public Patterns plusLines(byte[] file) {
        List<Pattern> more = new ArrayList<>(usable);
        List<byte[]> bad = new ArrayList<>(malformed);
        int from = startsWithByteOrderMark(file) ? BYTE_ORDER_MARK.length : 0;
        while (from < file.length) {
            int to = from;
            while (to < file.length && file[to] != '\n') {
                to++;
            }
            int end = to > from && file[to - 1] == '\r' ? to - 1 : to;
            byte[] line = Arrays.copyOfRange(file, from, end);
            collect(PatternParser.parseLine(line), line, more, bad);
            from = to + 1;
        }
        return new Patterns(more, bad);
    }

    /** The texts that can never match because they are malformed, in their order, for a warning. */
    public List<byte[]> malformed() {
        return malformed.stream().map(byte[]::clone).toList();
    }

    /**
     * Whether {@code pattern} begins with the absolute path of the directory it is to be anchored to. It is then surely meant as an
     * absolute path, will hardly match anything, and deserves a warning that says to leave the beginning out.
     *
     * @param root the absolute path of a directory that is backed up; for the root of the file system the two meanings agree
     */
    public static boolean repeatsRoot(byte[] pattern, byte[] root) {
        int length = root.length > 0 && root[root.length - 1] == '/' ? root.length - 1 : root.length;
        int from = pattern.length > 0 && pattern[0] == '!' ? 1 : 0;
        int to = from + length;
        return length > 0
                && pattern.length >= to
                && Arrays.equals(pattern, from, to, root, 0, length)
                && (pattern.length == to || pattern[to] == '/');
    }

    List<Pattern> usable() {
        return usable;
    }

    private static void collect(Parsed parsed, byte[] text, List<Pattern> usable, List<byte[]> malformed) {
        switch (parsed) {
            case Parsed.Usable(Pattern pattern) -> usable.add(pattern);
            case Parsed.Malformed() -> malformed.add(text.clone());
            case Parsed.Blank() -> {}
        }
    }

    private static boolean startsWithByteOrderMark(byte[] file) {
        int length = BYTE_ORDER_MARK.length;
        return file.length >= length && Arrays.equals(file, 0, length, BYTE_ORDER_MARK, 0, length);
    }
}
