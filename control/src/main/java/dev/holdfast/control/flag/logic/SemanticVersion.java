package dev.holdfast.control.flag.logic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as semver.org defines it. As in flagd a {@code v} may stand before it and minor and patch number may be left out.
 *
 * @param prerelease its identifiers; empty for a release
 */
public record SemanticVersion(long major, long minor, long patch, String prerelease) implements Comparable<SemanticVersion> {
    private static final String NUMBER = "(0|[1-9][0-9]{0,15})";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final Pattern FORM = Pattern.compile("[vV]?" + NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER
            + "(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*))?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?)?)?");
    private static final int LONGEST = 256;

    /** Reads a version; empty if it is none. */
    public static Optional<SemanticVersion> read(String text) {
        String bare = text.strip();
        Matcher matcher = FORM.matcher(bare);
        if (bare.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SemanticVersion(
                Long.parseLong(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), matcher.group(4) == null ? "" : matcher.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        if (major != other.major) {
            return Long.compare(major, other.major);
        }
        if (minor != other.minor) {
            return Long.compare(minor, other.minor);
        }
        return patch != other.patch ? Long.compare(patch, other.patch) : comparePrereleases(prerelease, other.prerelease);
    }

    /** A release comes after its prereleases; of two prereleases the first identifier that differs decides. */
    private static int comparePrereleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareIdentifiers(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Numbers come before words and are compared as numbers; a longer one without leading zeros is the greater one. */
    private static int compareIdentifiers(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? -1 : 1;
        }
        return number && one.length() != other.length() ? Integer.compare(one.length(), other.length()) : one.compareTo(other);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }
}
