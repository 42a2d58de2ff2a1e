package dev.holdfast.verify.chaos;

import java.util.OptionalInt;

/** What happens to a request on its way. */
public sealed interface Mishap {
    /** Nothing. */
    Mishap NONE = new None();

    /** It passes, and so does its answer. */
    record None() implements Mishap {}

    /** It never reaches the server, which seems to answer with this status. */
    record Answered(int status, OptionalInt retryAfterSeconds) implements Mishap {}

    /** It passes; of its answer, head included, only so many bytes do, and then the connection is reset. */
    record AnswerCut(long bytes) implements Mishap {}

    /** It passes, and the connection is reset at once, while the server is at work. */
    record HungUp() implements Mishap {}

    /** Of its body only so many bytes pass, and then both connections are reset. */
    record RequestCut(long bytes) implements Mishap {}

    /** It passes; its answer does not, and the connection stays open, silent, until the proxy says otherwise. */
    record Swallowed() implements Mishap {}

    /** The server did it, and nobody hears of it. */
    static Mishap lostAnswer() {
        return new AnswerCut(0);
    }

    /** The server has too much to do, and says how long. */
    static Mishap busyFor(int seconds) {
        return new Answered(503, OptionalInt.of(seconds));
    }

    /** The server has too much to do. */
    static Mishap busy() {
        return new Answered(503, OptionalInt.empty());
    }
}
