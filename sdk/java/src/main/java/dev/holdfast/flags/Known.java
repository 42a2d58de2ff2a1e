package dev.holdfast.flags;

import dev.holdfast.control.flag.Changes;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The rules that hold. Immutable.
 *
 * @param evaluator answers from them
 * @param origin where they are from
 */
record Known(Evaluator evaluator, Origin origin) {
    /** Where rules are from. */
    enum Origin {
        NOWHERE,
        DEFAULTS,
        COPY,
        SERVER
    }

    static Known nothing(Clock clock) {
        return new Known(new Evaluator(RuleSet.empty(), clock), Origin.NOWHERE);
    }

    static Known defaults(FlagDocument document, Clock clock) {
        return new Known(new Evaluator(RuleSet.publish(document, 0), clock), Origin.DEFAULTS);
    }

    static Known copy(RuleSet rules, Clock clock) {
        return new Known(new Evaluator(rules, clock), Origin.COPY);
    }

    RuleSet rules() {
        return evaluator.rules();
    }

    /** The version that a server once gave them; empty for what no server said. */
    Optional<FlagsVersion> published() {
        return origin == Origin.COPY || origin == Origin.SERVER ? Optional.of(rules().version()) : Optional.empty();
    }

    /** The same, now that the server has said that it has the same. */
    Known confirmed() {
        return new Known(evaluator, Origin.SERVER);
    }

    /** The document that a server published after these. */
    Known replacedBy(FlagDocument document, long sequence) {
        // Of what no server said, nothing is known about when it changed: a guard then refuses whoever has not seen this version.
        RuleSet next = published().isPresent() ? rules().replacedBy(document, sequence) : RuleSet.publish(document, sequence);
        return new Known(new Evaluator(next, evaluator.clock()), Origin.SERVER);
    }

    /** The flags that may give something else by these than by others. */
    List<String> changedSince(Known before) {
        return Changes.changed(before.rules().document(), rules().document());
    }
}
