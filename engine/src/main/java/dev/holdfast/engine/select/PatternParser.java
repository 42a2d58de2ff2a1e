package dev.holdfast.engine.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader of one pattern. The language is that of the manual page gitignore(5); what that page leaves open is settled as Git itself
 * behaves, which the tests compare.
 */
final class PatternParser {
    private static final int NO_RANGE = -1;

    private final byte[] raw;
    private final int end;
    private final boolean slashed;
    private int at;

    private final List<Component> components = new ArrayList<>();
    private final List<long[]> classes = new ArrayList<>();
    private int[] tokens = new int[16];
    private int count;
    private int starsWritten;
    /** Inside a class, the byte at which a range would begin. */
    private int rangeFrom = NO_RANGE;

    private PatternParser(byte[] raw, int start, int end) {
        this.raw = raw;
        this.end = end;
        this.slashed = indexOf('/', start) < end;
        this.at = slashed && raw[start] == '/' ? start + 1 : start;
    }

    /** Reads a line of a pattern file, given without its line end. */
    static Parsed parseLine(byte[] line) {
        if (line.length > 0 && line[0] == '#') {
            return new Parsed.Blank();
        }
        return parse(withoutTrailingSpaces(line));
    }

    /** Reads a pattern as given on the command line, where {@code #} and trailing spaces mean themselves. */
    static Parsed parse(byte[] text) {
        boolean negated = text.length > 0 && text[0] == '!';
        int start = negated ? 1 : 0;
        int end = text.length;
        boolean directoriesOnly = end > start && text[end - 1] == '/';
        if (directoriesOnly) {
            end--;
        }
        if (end == start) {
            return new Parsed.Blank();
        }
        PatternParser parser = new PatternParser(text, start, end);
        if (!parser.readComponents()) {
            return new Parsed.Malformed();
        }
        return new Parsed.Usable(
                new Pattern(negated, directoriesOnly, parser.components.toArray(new Component[0])));
    }

    private static byte[] withoutTrailingSpaces(byte[] line) {
        int keep = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\\') {
                i++;
                keep = Math.min(i + 1, line.length);
            } else if (line[i] != ' ') {
                keep = i + 1;
            }
        }
        return Arrays.copyOf(line, keep);
    }

    private boolean readComponents() {
        if (!slashed) {
            components.add(new Component.AnyDepth());
        }
        while (at < end) {
            int value = raw[at++] & 0xFF;
            if (value == '/') {
                finishComponent();
            } else if (!readToken(value)) {
                return false;
            }
        }
        finishComponent();
        return true;
    }

    private boolean readToken(int value) {
        switch (value) {
            case '*' -> {
                starsWritten++;
                if (count == 0 || tokens[count - 1] != Component.Wild.STAR) {
                    push(Component.Wild.STAR);
                }
                return true;
            }
            case '?' -> push(Component.Wild.ANY);
            case '\\' -> {
                if (at == end) {
                    return false;
                }
                if (raw[at] == '/') {
                    return true;
                }
                push(raw[at++] & 0xFF);
            }
            case '[' -> {
                long[] members = readClass();
                if (members == null) {
                    return false;
                }
                classes.add(members);
                push(Component.Wild.FIRST_CLASS + classes.size() - 1);
            }
            default -> push(value);
        }
        return true;
    }

    private void push(int token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
    }

    private void finishComponent() {
        components.add(component());
        classes.clear();
        count = 0;
        starsWritten = 0;
    }

    private Component component() {
        boolean starFirst = count > 0 && tokens[0] == Component.Wild.STAR;
        if (slashed && starFirst && count == 1 && starsWritten > 1) {
            return new Component.AnyDepth();
        }
        int from = starFirst ? 1 : 0;
        byte[] literal = new byte[count - from];
        for (int i = from; i < count; i++) {
            if (tokens[i] > 0xFF) {
                return new Component.Wild(Arrays.copyOf(tokens, count), classes.toArray(new long[0][]));
            }
            literal[i - from] = (byte) tokens[i];
        }
        return starFirst ? new Component.Suffix(literal) : new Component.Exact(literal);
    }

    /** Reads the rest of a class whose opening bracket was consumed; null if it is malformed. */
    private long @Nullable [] readClass() {
        boolean negated = at < end && (raw[at] == '!' || raw[at] == '^');
        if (negated) {
            at++;
        }
        ByteClass members = new ByteClass();
        int first = at;
        rangeFrom = NO_RANGE;
        while (at < end) {
            if (raw[at] == ']' && at > first) {
                at++;
                return negated ? members.complement() : members.members();
            }
            if (!readMember(members)) {
                return null;
            }
        }
        return null;
    }

    /** Reads one byte, the end of a range, or a named class. */
    private boolean readMember(ByteClass members) {
        int value = raw[at++] & 0xFF;
        boolean range = value == '-' && rangeFrom != NO_RANGE && at < end && raw[at] != ']';
        if (range) {
            value = raw[at++] & 0xFF;
        } else if (value == '[' && at < end && raw[at] == ':') {
            int close = indexOf(']', at + 1);
            if (close == end) {
                return false;
            }
            if (close > at + 1 && raw[close - 1] == ':') {
                byte[] name = Arrays.copyOfRange(raw, at + 1, close - 1);
                at = close + 1;
                rangeFrom = NO_RANGE;
                return members.addNamed(name);
            }
        }
        if (value == '\\') {
            if (at == end) {
                return false;
            }
            value = raw[at++] & 0xFF;
        }
        members.addRange(range ? rangeFrom : value, value);
        rangeFrom = range ? NO_RANGE : value;
        return true;
    }

    /** Where {@code wanted} is first found from {@code from} on, or {@code end}. */
    private int indexOf(char wanted, int from) {
        int i = from;
        while (i < end && raw[i] != wanted) {
            i++;
        }
        return i;
    }
}
