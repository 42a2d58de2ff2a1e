package dev.holdfast.control.flag;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one published rule set.
 *
 * @param sequence counts what was published; a later one is greater
 * @param digest SHA-256 of the rule set as it is served, as canonical JSON, in hex: the same content has the same digest wherever it is published
 */
public record FlagsVersion(long sequence, String digest) implements Comparable<FlagsVersion> {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9a-f]{64})");

    public FlagsVersion {
        if (sequence < 0 || !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a version of flags: " + sequence + "-" + digest);
        }
    }

    /** Reads what {@link #toString} wrote; empty if it did not. */
    public static Optional<FlagsVersion> read(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new FlagsVersion(Long.parseLong(matcher.group(1)), matcher.group(2))) : Optional.empty();
    }

    /** By the order in which they were published. */
    @Override
    public int compareTo(FlagsVersion other) {
        return Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return sequence + "-" + digest;
    }
}
