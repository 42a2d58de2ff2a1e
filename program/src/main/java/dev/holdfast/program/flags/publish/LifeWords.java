package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.life.FlagLife;
import dev.holdfast.control.flag.life.Rollout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What stays the same while a flag goes through its life, as options. What is not said stays as the flag has it. */
final class LifeWords {
    private static final Option VARIANT = Option.one("--variant", "NAME", "what more and more users get (default: as it is, or on)");
    private static final Option OTHERWISE = Option.one("--otherwise", "NAME", "what the others get (default: as it is, or off)");
    private static final Option GROUP = Option.one("--group", "EVALUATOR", "the evaluator that says who is internal (default: as it is)");
    private static final Option BUCKET_BY = Option.one("--bucket-by", "ATTRIBUTE", "by what users are assigned (default: as it is, or targetingKey)");

    private LifeWords() {}

    static Syntax in(Syntax syntax) {
        return syntax.options(VARIANT, OTHERWISE, GROUP, BUCKET_BY);
    }

    /** Whether anything was said. */
    static boolean areIn(Arguments given) {
        return given.has(VARIANT) || given.has(OTHERWISE) || given.has(GROUP) || given.has(BUCKET_BY);
    }

    /** What was said about a flag of this document, and for the rest what the flag has. */
    static Rollout rollout(Arguments given, String command, FlagDocument document, String flag) {
        Optional<Rollout> now = position(document, flag).map(FlagLife.Position::rollout);
        try {
            return new Rollout(
                    given.text(VARIANT).or(() -> now.map(Rollout::variant)).orElse("on"),
                    given.text(OTHERWISE).or(() -> now.map(Rollout::otherwise)).orElse("off"),
                    given.text(GROUP).or(() -> now.flatMap(Rollout::group)),
                    given.text(BUCKET_BY).or(() -> now.map(Rollout::bucketBy)).orElse(EvaluationContext.TARGETING_KEY));
        } catch (IllegalArgumentException e) {
            throw Usage.error(command, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<FlagLife.Position> position(FlagDocument document, String flag) {
        if (document.json() instanceof Map<?, ?> all && all.get("flags") instanceof Map<?, ?> flags && flags.get(flag) instanceof Map<?, ?> found) {
            Map<String, Object> definition = new LinkedHashMap<>();
            found.forEach((name, value) -> definition.put((String) name, value));
            return FlagLife.position(definition);
        }
        return Optional.empty();
    }
}
