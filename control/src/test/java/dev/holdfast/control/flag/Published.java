package dev.holdfast.control.flag;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Rule sets and contexts as tests write them. */
final class Published {
    static final long NOW_SECONDS = 1_800_000_000;

    private Published() {}

    static RuleSet rules(String json) {
        return rules(json, 1);
    }

    static RuleSet rules(String json, long sequence) {
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> RuleSet.publish(accepted.document(), sequence);
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems() + " in " + json);
        };
    }

    static Evaluator evaluator(String json) {
        return new Evaluator(rules(json), clock(NOW_SECONDS));
    }

    static EvaluationContext context(String json) {
        return EvaluationContext.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    static Clock clock(long seconds) {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.ofEpochSecond(seconds);
            }

            @Override
            public long monotonicNanos() {
                return seconds * 1_000_000_000;
            }
        };
    }
}
