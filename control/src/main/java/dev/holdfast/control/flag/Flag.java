package dev.holdfast.control.flag;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.control.flag.logic.Coercion;
import dev.holdfast.control.flag.logic.LogicCompiler;
import dev.holdfast.control.flag.logic.Node;
import dev.holdfast.control.flag.logic.Scope;
import dev.holdfast.core.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A flag that is ready to be evaluated. All it can give is made beforehand, so that most answers allocate nothing. */
final class Flag {
    private static final LogicCompiler COMPILER = new LogicCompiler();

    private final FlagDefinition definition;
    private final @Nullable Node rule;
    private final Evaluation fallback;
    private final Map<String, Choice> choices = new HashMap<>();
    private final TimeUse time;
    private final Scope.Subject timeless;

    /** A variant, chosen by a rule or by its assignment. */
    private record Choice(Evaluation match, Evaluation split) {}

    Flag(FlagDefinition definition) {
        this.definition = definition;
        Object targeting = definition.state() == FlagDefinition.State.DISABLED ? null : definition.targeting();
        this.rule = targeting == null ? null : COMPILER.compile(targeting, definition.targetingPointer());
        this.fallback = fallback(definition);
        this.time = TimeUse.of(targeting);
        this.timeless = new Scope.Subject(definition.key(), 0);
        definition.variants().forEach((name, value) -> choices.put(
                name,
                new Choice(chosen(name, value, Reason.TARGETING_MATCH), chosen(name, value, Reason.SPLIT))));
    }

    private static Evaluation fallback(FlagDefinition flag) {
        if (flag.state() == FlagDefinition.State.DISABLED) {
            return Evaluation.withoutValue(flag.key(), Reason.DISABLED, flag.metadata());
        }
        String variant = flag.defaultVariant();
        Object value = variant == null ? null : flag.variants().get(variant);
        if (variant == null || value == null) {
            return Evaluation.withoutValue(flag.key(), Reason.DEFAULT, flag.metadata());
        }
        return Evaluation.of(flag.key(), value, variant, flag.targeting() == null ? Reason.STATIC : Reason.DEFAULT, flag.metadata());
    }

    private Evaluation chosen(String variant, Object value, Reason reason) {
        return Evaluation.of(definition.key(), value, variant, reason, definition.metadata());
    }

    FlagDefinition definition() {
        return definition;
    }

    FlagType type() {
        return definition.type();
    }

    /** What it gives if its rule says nothing. */
    Evaluation fallback() {
        return fallback;
    }

    /** Everything it can give, except faults. */
    List<Evaluation> outcomes() {
        List<Evaluation> outcomes = new ArrayList<>();
        outcomes.add(fallback);
        choices.values().forEach(choice -> outcomes.addAll(List.of(choice.match(), choice.split())));
        return outcomes;
    }

    /** Whether the answer depends on the time. */
    TimeUse time() {
        return time;
    }

    Evaluation evaluate(EvaluationContext context, Clock clock) {
        return rule == null ? fallback : evaluate(rule, context, clock);
    }

    /** The same with the rule compiled in another way. */
    Evaluation evaluate(Node compiled, EvaluationContext context, Clock clock) {
        Scope scope = Scope.of(context.attributes(), subject(clock));
        Object result = compiled.value(scope);
        if (result == null) {
            return fallback;
        }
        String variant = result instanceof String text ? text : Coercion.text(result);
        Choice choice = choices.get(variant);
        if (choice == null) {
            return Evaluation.failed(
                    definition.key(), FlagError.GENERAL, "the rule gave '" + variant + "', which is no variant of the flag", definition.metadata());
        }
        return scope.isSplit() ? choice.split() : choice.match();
    }

    /** Whether what it gives is an assignment, and not fixed by the conditions around one. */
    boolean assigns(EvaluationContext context, Clock clock) {
        return rule != null && rule.assigns(Scope.of(context.attributes(), subject(clock)));
    }

    /** What it gives to somebody who keeps this variant; empty if it has no such variant. */
    Optional<Evaluation> kept(String variant) {
        return Optional.ofNullable(choices.get(variant)).map(choice -> choice.split().with(Evaluation.KEPT, true));
    }

    private Scope.Subject subject(Clock clock) {
        return time == TimeUse.NEVER ? timeless : new Scope.Subject(definition.key(), clock.now().getEpochSecond());
    }
}
