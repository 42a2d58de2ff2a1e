package dev.holdfast.server.flag.publish;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What holds for an environment.
 *
 * @param approval whether a change needs a second person
 * @param evaluation who may evaluate its flags
 * @param origins the sites whose pages may ask, such as {@code https://shop.example}; the server's own always may
 */
public record EnvironmentSettings(Approval approval, Evaluation evaluation, List<String> origins) {
    private static final int MOST_ORIGINS = 100;
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|https?://\\[[0-9a-fA-F:]+](:[0-9]{1,5})?");

    /** What an environment begins with. */
    public static final EnvironmentSettings INITIAL = new EnvironmentSettings(Approval.NONE, Evaluation.KNOWN, List.of());

    /** What a change needs. */
    public enum Approval {
        NONE,
        /** Another person has to approve it, except that anybody who may change flags can switch one off. */
        FOUR_EYES
    }

    /** Who may evaluate flags. */
    public enum Evaluation {
        /** Who is known by a token or sign-in. */
        KNOWN,
        /** Everybody, for pages that visitors without an account see. */
        OPEN
    }

    public EnvironmentSettings {
        origins = List.copyOf(origins);
        if (origins.size() > MOST_ORIGINS || !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "origins are at most " + MOST_ORIGINS + " sites, each with scheme and host and no path",
                    "write them like https://shop.example");
        }
    }
}
