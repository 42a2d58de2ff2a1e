package dev.holdfast.client.remote.transport;

import java.util.regex.Pattern;

/** What the agent proves itself with. Never part of a message. */
public final class AccessToken {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{1,512}");

    private final String secret;

    private AccessToken(String secret) {
        this.secret = secret;
    }

    /**
     * The token that is written in a text, without the white space around it.
     *
     * @throws IllegalArgumentException if it cannot be one; the message does not show it
     */
    public static AccessToken of(String text) {
        String secret = text.strip();
        if (!FORM.matcher(secret).matches()) {
            throw new IllegalArgumentException("this cannot be a token: it is empty or has characters that no token has");
        }
        return new AccessToken(secret);
    }

    String header() {
        return "Bearer " + secret;
    }

    /** The text without the token, should it have got in there. */
    String redact(String text) {
        return text.replace(secret, "<token>");
    }

    @Override
    public String toString() {
        return "<token>";
    }
}
