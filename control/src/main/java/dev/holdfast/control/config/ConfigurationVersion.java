package dev.holdfast.control.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one published configuration.
 *
 * @param sequence counts what was published; 0 is the one before anything was
 * @param digest SHA-256 of the document as canonical JSON, in hex: the same settings have the same digest wherever they are published
 */
public record ConfigurationVersion(long sequence, String digest) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9a-f]{64})");

    public ConfigurationVersion {
        if (!FORM.matcher(sequence + "-" + digest).matches()) {
            throw new IllegalArgumentException("not a version of a configuration: " + sequence + "-" + digest);
        }
    }

    /** Reads what {@link #toString} wrote; empty if it did not. */
    public static Optional<ConfigurationVersion> read(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new ConfigurationVersion(Long.parseLong(matcher.group(1)), matcher.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return sequence + "-" + digest;
    }
}
