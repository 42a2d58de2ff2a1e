package dev.holdfast.client.remote.transport;

/**
 * How long a request is tried.
 *
 * @param beforeFirstMillis while the server has never answered: a wrong address should show soon
 * @param laterMillis once it has: a server that starts anew is waited for
 */
public record Patience(long beforeFirstMillis, long laterMillis) {
    /** For somebody who waits for the command. */
    public static final Patience USUAL = new Patience(4_000, 120_000);
}
