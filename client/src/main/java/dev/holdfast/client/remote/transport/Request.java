package dev.holdfast.client.remote.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request to the server.
 *
 * @param path what follows {@code /api/v1}, encoded
 * @param headers more headers, by name
 * @param repetition what is done when nobody knows whether it arrived
 * @param expected answers other than success that its sender understands
 * @param limits how long and how large its answer may be
 */
public record Request(
        String method, String path, Map<String, String> headers, Payload payload, Repetition repetition, Set<Integer> expected, Limits limits) {
    private static final Limits USUAL = new Limits(30_000, 64 << 20);

    /** Whether a request whose fate is unknown is sent again. */
    public enum Repetition {
        /** It is: a second time changes nothing, or the sender can tell what happened. */
        HARMLESS,
        /** It is not: the sender is told that the outcome is unknown. */
        HARMFUL
    }

    /**
     * What the answer may cost.
     *
     * @param deadlineMillis longest time of one attempt, from its first byte to the answer's last
     * @param answerBytes longest answer
     */
    public record Limits(long deadlineMillis, long answerBytes) {}

    public Request {
        headers = Map.copyOf(headers);
        expected = Set.copyOf(expected);
    }

    public static Request get(String path) {
        return of("GET", path, Payload.NONE);
    }

    public static Request of(String method, String path, Payload payload) {
        return new Request(method, path, Map.of(), payload, Repetition.HARMLESS, Set.of(), USUAL);
    }

    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, path, more, payload, repetition, expected, limits);
    }

    /** Lets these statuses through to the sender instead of failing with them. */
    public Request expecting(Integer... statuses) {
        return new Request(method, path, headers, payload, repetition, Set.of(statuses), limits);
    }

    /** Not to be sent again when its fate is unknown. */
    public Request once() {
        return new Request(method, path, headers, payload, Repetition.HARMFUL, expected, limits);
    }

    public Request within(long deadlineMillis) {
        return new Request(method, path, headers, payload, repetition, expected, new Limits(deadlineMillis, limits.answerBytes));
    }

    public Request atMost(long answerBytes) {
        return new Request(method, path, headers, payload, repetition, expected, new Limits(limits.deadlineMillis, answerBytes));
    }
}
