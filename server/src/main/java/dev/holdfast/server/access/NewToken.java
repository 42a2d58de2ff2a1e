package dev.holdfast.server.access;

/**
 * A token that was just made.
 *
 * @param text the whole token, which is not to be had again
 */
public record NewToken(Token token, String text) {
    @Override
    public String toString() {
        return "token " + token.id();
    }
}
