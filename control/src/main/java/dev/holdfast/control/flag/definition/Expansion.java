package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.control.flag.logic.Operator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document of which some flags need others in plain flagd format, so that every program that reads it decides the same: the rule of
 * a flag becomes "if the others give what is wanted, this rule, else the off variant".
 */
final class Expansion {
    private static final int LARGEST = 50_000;
    private static final int LARGEST_TOGETHER = 2_000_000;
    /** The document, its flags and the flag are around a rule; what is read back may have 64 levels. */
    private static final int DEEPEST = 60;

    private final SortedMap<String, FlagDefinition> flags;
    private final SortedMap<String, Prerequisites> needs;
    private final Problems problems;
    private long total;

    /**
     * For one document.
     *
     * @param flags without anything that they need of others
     * @param needs what they need; without circles
     */
    Expansion(SortedMap<String, FlagDefinition> flags, SortedMap<String, Prerequisites> needs, Problems problems) {
        this.flags = new TreeMap<>(flags);
        this.needs = needs;
        this.problems = problems;
    }

    /** All flags in full. */
    SortedMap<String, FlagDefinition> flags() {
        for (String key : NeedOrder.of(needs).keys()) {
            FlagDefinition flag = flags.get(key);
            Prerequisites prerequisites = needs.get(key);
            if (flag != null && prerequisites != null && total <= LARGEST_TOGETHER) {
                flags.put(key, expanded(flag, prerequisites));
            }
        }
        if (total > LARGEST_TOGETHER) {
            problems.add(Pointer.ROOT.to("flags"), "the rules are too large once what flags need is written into them", "have fewer flags need others");
        }
        return flags;
    }

    private FlagDefinition expanded(FlagDefinition flag, Prerequisites prerequisites) {
        Pointer place = flag.pointer().to(PrerequisiteCheck.KEY);
        Optional<Object> met = met(prerequisites, place);
        if (met.isEmpty() || met.get().equals(true)) {
            return flag.needing(prerequisites);
        }
        String off = prerequisites.offVariant();
        FlagDefinition next = met.get().equals(false)
                ? flag.needing(prerequisites).ruled(null, off == null ? flag.defaultVariant() : off)
                : flag.needing(prerequisites).ruled(rule(met.get(), flag, off), flag.defaultVariant());
        Measure measure = Measure.of(next.targeting());
        total += measure.parts();
        if (measure.parts() > LARGEST || measure.depth() > DEEPEST) {
            problems.add(place, "the rule is too large or too deep once what the flag needs is written into it", "need fewer flags, or simpler ones");
            return flag.needing(prerequisites);
        }
        return next;
    }

    private Optional<Object> met(Prerequisites prerequisites, Pointer place) {
        List<Object> conditions = new ArrayList<>();
        boolean never = false;
        for (Map.Entry<String, List<String>> wanted : prerequisites.wanted().entrySet()) {
            FlagDefinition other = flags.get(wanted.getKey());
            Optional<Object> condition = other == null ? Optional.empty() : MetCondition.of(other, wanted.getValue());
            if (condition.isEmpty()) {
                problems.add(
                        place.to(wanted.getKey()),
                        "the rule of '" + wanted.getKey() + "' assigns users inside of a list, which no other rule can repeat",
                        "assign outside of the list, or need another flag");
                return Optional.empty();
            }
            never |= condition.get().equals(false);
            if (!(condition.get() instanceof Boolean)) {
                conditions.add(condition.get());
            }
        }
        if (never || conditions.isEmpty()) {
            return Optional.of(!never);
        }
        return Optional.of(conditions.size() == 1 ? conditions.getFirst() : Map.of(Operator.AND.symbol(), List.copyOf(conditions)));
    }

    private static @Nullable Object rule(Object met, FlagDefinition flag, @Nullable String off) {
        boolean givesDefault = off == null || off.equals(flag.defaultVariant());
        if (givesDefault && flag.targeting() == null) {
            return null;
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(met);
        arguments.add(flag.targeting());
        if (!givesDefault) {
            arguments.add(off);
        }
        return Map.of(Operator.IF.symbol(), arguments);
    }

    /** How large a rule is. */
    private record Measure(int parts, int depth) {
        static Measure of(@Nullable Object rule) {
            return switch (rule) {
                case List<?> list -> around(list);
                case Map<?, ?> map -> around(new ArrayList<>(map.values()));
                case null, default -> new Measure(1, 0);
            };
        }

        private static Measure around(List<?> inside) {
            int parts = 1;
            int depth = 0;
            for (Object part : inside) {
                Measure measure = of(part);
                parts += measure.parts();
                depth = Math.max(depth, measure.depth());
            }
            return new Measure(parts, depth + 1);
        }
    }

    /** The document as it is served: in full, and without what only its authors need. The same object if that is as it is written. */
    static Map<?, ?> served(Map<?, ?> root, SortedMap<String, FlagDefinition> flags) {
        if (!root.containsKey(Schemas.KEY) && flags.keySet().stream().allMatch(key -> isPlain(root, key))) {
            return root;
        }
        Map<String, Object> served = new LinkedHashMap<>();
        root.forEach((name, value) -> served.put((String) name, value));
        served.remove(Schemas.KEY);
        if (root.get("flags") instanceof Map<?, ?> written) {
            Map<String, Object> all = new LinkedHashMap<>();
            written.forEach((key, flag) -> all.put((String) key, served((Map<?, ?>) flag, flags.get(key))));
            served.put("flags", all);
        }
        return served;
    }

    private static boolean isPlain(Map<?, ?> root, String key) {
        return root.get("flags") instanceof Map<?, ?> flags
                && flags.get(key) instanceof Map<?, ?> flag
                && !flag.containsKey(ValueCheck.KEY)
                && !flag.containsKey(PrerequisiteCheck.KEY);
    }

    private static Map<?, ?> served(Map<?, ?> written, @Nullable FlagDefinition flag) {
        boolean isExpanded = flag != null && !flag.prerequisites().isNone();
        if (flag == null || (!isExpanded && !written.containsKey(ValueCheck.KEY) && !written.containsKey(PrerequisiteCheck.KEY))) {
            return written;
        }
        Map<String, Object> served = new LinkedHashMap<>();
        written.forEach((name, value) -> served.put((String) name, value));
        List.of(ValueCheck.KEY, PrerequisiteCheck.KEY, PrerequisiteCheck.OFF_VARIANT).forEach(served::remove);
        if (isExpanded) {
            put(served, "targeting", flag.targeting());
            put(served, "defaultVariant", flag.defaultVariant());
        }
        return served;
    }

    private static void put(Map<String, Object> served, String name, @Nullable Object value) {
        if (value == null) {
            served.remove(name);
        } else {
            served.put(name, value);
        }
    }

    /** Whether a program that reads the served document would refuse it for its length. */
    static boolean isTooLong(Object served) {
        return CanonicalJson.text(served).getBytes(StandardCharsets.UTF_8).length > FlagDocument.LIMIT_BYTES;
    }
}
