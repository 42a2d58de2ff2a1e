package dev.holdfast.server.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as it is handed out: {@code hf_ID_SECRET}.
 *
 * @param id names the token in lists and logs; no secret
 */
record TokenText(String id, Secret secret) {
    private static final Pattern FORM = Pattern.compile("hf_([0-9a-f]{16})_([0-9a-f]{64})");

    static Optional<TokenText> parse(String text) {
        Matcher match = FORM.matcher(text);
        return match.matches() ? Optional.of(new TokenText(match.group(1), new Secret(match.group(2)))) : Optional.empty();
    }

    /** The whole text; shown once. */
    String reveal() {
        return "hf_" + id + "_" + secret.text();
    }

    @Override
    public String toString() {
        return "token " + id;
    }
}
