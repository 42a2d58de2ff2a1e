package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one flag. Used once. */
final class FlagCheck {
    private static final Set<String> KEYS = Set.of(
            "state", "variants", "defaultVariant", "targeting", "metadata", ValueCheck.KEY, PrerequisiteCheck.KEY, PrerequisiteCheck.OFF_VARIANT);
    private static final List<String> STATES = Arrays.stream(FlagDefinition.State.values()).map(Enum::name).toList();
    private static final double LARGEST_EXACT = (1L << 53) - 1;

    private final String key;
    private final Pointer pointer;
    private final Shared shared;
    private final Problems problems;

    /** Whether what flags refer to was found to be without problems. */
    enum References {
        SOUND,
        BROKEN
    }

    FlagCheck(String key, Pointer pointer, Shared shared, Problems problems) {
        this.key = key;
        this.pointer = pointer;
        this.shared = shared;
        this.problems = problems;
    }

    /** The flag, if nothing was wrong with it. */
    Optional<FlagDefinition> run(@Nullable Object flag, Map<String, Object> common, References references) {
        if (key.isEmpty()) {
            problems.add(pointer, "a flag has an empty name", "give it one");
        }
        if (!(flag instanceof Map<?, ?> map)) {
            problems.add(pointer, "a flag is a JSON object", "write {\"state\": \"ENABLED\", \"variants\": {…}, \"defaultVariant\": …}");
            return Optional.empty();
        }
        Members members = new Members(map, pointer, problems);
        members.onlyKnown("this key is not known in a flag", KEYS);
        Optional<FlagDefinition.State> state = state(members);
        Map<String, Object> variants = variants(members);
        @Nullable String defaultVariant = defaultVariant(members, variants);
        Map<String, Object> metadata = new LinkedHashMap<>(common);
        metadata.putAll(members.metadata());
        Optional<Object> targeting = targeting(members, variants, references);
        new ValueCheck(shared, problems).check(members, variants, references);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        FlagType type = FlagType.of(variants.values().iterator().next()).orElseThrow();
        return Optional.of(new FlagDefinition(
                key, pointer, state.orElseThrow(), type, variants, defaultVariant, targeting.orElse(null), metadata, Prerequisites.NONE));
    }

    private Optional<FlagDefinition.State> state(Members members) {
        if (members.value("state") instanceof String text && STATES.contains(text)) {
            return Optional.of(FlagDefinition.State.valueOf(text));
        }
        if (members.has("state")) {
            problems.add(members.to("state"), "the state of a flag is ENABLED or DISABLED", Nearest.hint(String.valueOf(members.value("state")), STATES));
        } else {
            problems.add(pointer, "the flag has no state", "add \"state\": \"ENABLED\"");
        }
        return Optional.empty();
    }

    private Map<String, Object> variants(Members members) {
        if (!members.has("variants")) {
            problems.add(pointer, "the flag has no variants", "add \"variants\": {\"on\": true, \"off\": false}");
            return Map.of();
        }
        Map<String, Object> variants = members.object("variants");
        Pointer place = members.to("variants");
        if (variants.isEmpty() && members.value("variants") instanceof Map) {
            problems.add(place, "a flag has at least one variant", "add one, such as \"on\": true");
        }
        Optional<FlagType> type = Optional.empty();
        for (Map.Entry<String, Object> variant : variants.entrySet()) {
            Optional<FlagType> own = variantType(variant, place.to(variant.getKey()));
            if (type.isPresent() && own.isPresent() && !own.equals(type)) {
                problems.add(
                        place.to(variant.getKey()),
                        "this variant is of type " + own.get() + " and one before it of type " + type.get(),
                        "give all variants of a flag values of one type");
            }
            type = type.or(() -> own);
        }
        return variants;
    }

    private Optional<FlagType> variantType(Map.Entry<String, Object> variant, Pointer place) {
        if (variant.getKey().isEmpty()) {
            problems.add(place, "a variant has an empty name", "give it one");
        }
        Optional<FlagType> type = FlagType.of(variant.getValue());
        if (type.isEmpty()) {
            problems.add(place, "the value of a variant is true or false, a text, a number or an object", "put a list into an object");
        }
        if (variant.getValue() instanceof Double number && number == Math.rint(number) && Math.abs(number) > LARGEST_EXACT) {
            problems.add(place, "this number is too large to be exact in every client", "stay within ±9007199254740991, or use a text");
        }
        return type;
    }

    private @Nullable String defaultVariant(Members members, Map<String, Object> variants) {
        Object written = members.value("defaultVariant");
        if (written == null) {
            return null;
        }
        Pointer place = members.to("defaultVariant");
        if (!(written instanceof String name)) {
            problems.add(place, "the default variant is the name of a variant", "write it as a text");
            return null;
        }
        if (!variants.containsKey(name)) {
            problems.add(place, "the flag has no variant '" + name + "'", Nearest.hint(name, variants.keySet()));
        }
        return name;
    }

    private Optional<Object> targeting(Members members, Map<String, Object> variants, References references) {
        if (!members.has("targeting")) {
            return Optional.empty();
        }
        Evaluators evaluators = shared.evaluators();
        Object rule = members.value("targeting");
        Pointer place = members.to("targeting");
        new RuleCheck(evaluators, problems).whole(rule, place);
        if (references == References.BROKEN || rule == null || rule.equals(Map.of())) {
            return Optional.empty();
        }
        // First of all, because following references that grow without end would not end either.
        if (!evaluators.isSmallEnough(rule)) {
            problems.add(place, "the rule is too large once its references are replaced", "share less, or split the flag");
            return Optional.empty();
        }
        new OutcomeCheck(variants.keySet(), evaluators, problems).check(rule, place);
        return evaluators.expanded(rule).filter(expanded -> !expanded.equals(Map.of()));
    }
}
