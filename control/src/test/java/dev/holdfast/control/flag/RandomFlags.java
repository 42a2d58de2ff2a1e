package dev.holdfast.control.flag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Documents and contexts that make sense: attributes keep their kind, so that no coercion decides. In coercions flagd's library for
 * JavaScript differs from JsonLogic (it throws where JavaScript says NaN; when it has compiled a rule, {@code cat} writes a missing
 * attribute as "null" and {@code all} holds for one), and JsonLogic is what Holdfast follows there.
 */
final class RandomFlags {
    private static final List<String> TEXTS = List.of("plan", "country", "email", "user.role");
    private static final List<String> WORDS = List.of("free", "pro", "team", "DE", "FR", "ann@holdfast.dev", "bob@example.com", "admin", "x");
    private static final List<String> NUMBERS = List.of("age", "score");
    private static final List<Double> VALUES = List.of(-3.0, 1.0, 17.5, 18.0, 42.0, 1000.0);
    private static final List<String> VERSIONS = List.of("1.0.0", "1.2.3", "1.2.4-alpha.1", "1.2.4", "2.0.0-rc.1", "2.0.0", "10.1.0");
    private static final List<String> RELATIONS = List.of("=", "!=", "<", "<=", ">", ">=", "^", "~");
    private static final List<String> EVALUATORS = List.of("staff", "adult");

    private final Random random;

    RandomFlags(Random random) {
        this.random = random;
    }

    Map<String, Object> document(int flags) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> evaluators = new LinkedHashMap<>();
        EVALUATORS.forEach(name -> evaluators.put(name, condition(2)));
        document.put("$evaluators", evaluators);
        document.put("metadata", Map.of("set", "random", "tier", 1.0));
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < flags; i++) {
            all.put("flag-" + i, flag());
        }
        document.put("flags", all);
        return document;
    }

    Map<String, @Nullable Object> context() {
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        perhaps(context, "targetingKey", "user-" + random.nextInt(1000));
        perhaps(context, "plan", pick(WORDS));
        perhaps(context, "country", pick(WORDS));
        perhaps(context, "email", pick(WORDS));
        perhaps(context, "user", Map.of("role", pick(WORDS)));
        perhaps(context, "age", pick(VALUES));
        perhaps(context, "score", pick(VALUES));
        perhaps(context, "version", random.nextInt(5) == 0 ? "latest" : pick(VERSIONS));
        perhaps(context, "tags", List.of(pick(WORDS), pick(WORDS)));
        perhaps(context, "beta", random.nextBoolean());
        return context;
    }

    private void perhaps(Map<String, @Nullable Object> context, String name, Object value) {
        if (random.nextInt(5) != 0) {
            context.put(name, value);
        }
    }

    private Map<String, Object> flag() {
        Map<String, Object> flag = new LinkedHashMap<>();
        Map<String, Object> variants = variants();
        flag.put("state", random.nextInt(10) == 0 ? "DISABLED" : "ENABLED");
        flag.put("variants", variants);
        if (random.nextInt(8) != 0) {
            flag.put("defaultVariant", pick(names(variants)));
        }
        if (random.nextInt(6) != 0) {
            flag.put("targeting", targeting(names(variants)));
        }
        if (random.nextBoolean()) {
            flag.put("metadata", Map.of("tier", 2.0, "owner", "team-" + random.nextInt(3)));
        }
        return flag;
    }

    /** Sorted, because the order of small maps changes from run to run, and a seed has to replay. */
    private static List<String> names(Map<String, Object> variants) {
        return variants.keySet().stream().sorted().toList();
    }

    private Map<String, Object> variants() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("true", true, "false", false);
            case 1 -> Map.of("a", "text a", "b", "text b", "c", "");
            case 2 -> Map.of("low", 0.0, "high", 2.5);
            default -> Map.of("one", Map.of("x", 1.0), "none", Map.of());
        };
    }

    private Object targeting(List<String> variants) {
        if (variants.contains("true") && random.nextInt(3) == 0) {
            return condition(3);
        }
        return random.nextInt(4) == 0 ? fractional(variants) : chain(variants);
    }

    private Map<String, Object> chain(List<String> variants) {
        List<@Nullable Object> arguments = new ArrayList<>();
        int clauses = 1 + random.nextInt(4);
        for (int i = 0; i < clauses; i++) {
            arguments.add(condition(2));
            arguments.add(random.nextInt(5) == 0 ? fractional(variants) : pick(variants));
        }
        switch (random.nextInt(3)) {
            case 0 -> arguments.add(pick(variants));
            case 1 -> arguments.add(null);
            default -> {
                // No else at all.
            }
        }
        return Map.of("if", arguments);
    }

    private Map<String, Object> fractional(List<String> variants) {
        List<Object> arguments = new ArrayList<>();
        if (random.nextBoolean()) {
            arguments.add(random.nextBoolean() ? variable("email") : Map.of("cat", List.of(variable("$flagd.flagKey"), Map.of("var", List.of("plan", "none")))));
        }
        for (String variant : variants) {
            arguments.add(List.of(variant, (double) (1 + random.nextInt(100))));
        }
        return Map.of("fractional", arguments);
    }

    private Object condition(int depth) {
        int kinds = depth == 0 ? 8 : 12;
        return switch (random.nextInt(kinds)) {
            case 0 -> operation(pick(List.of("==", "!=", "===", "!==")), variable(pick(TEXTS)), pick(WORDS));
            case 1 -> operation(pick(List.of("<", "<=", ">", ">=", "==", "!=")), variable(pick(NUMBERS)), pick(VALUES));
            case 2 -> operation("in", variable(pick(TEXTS)), List.of(pick(WORDS), pick(WORDS), pick(WORDS)));
            case 3 -> operation(pick(List.of("starts_with", "ends_with")), Map.of("cat", List.of(Map.of("var", List.of("email", "nobody")))), pick(WORDS));
            case 4 -> operation("sem_ver", variable("version"), pick(RELATIONS), pick(VERSIONS));
            case 5 -> operation(pick(List.of("<", "<=")), 1.0, variable(pick(NUMBERS)), 42.0);
            case 6 -> Map.of("!", List.of(Map.of("missing", List.of(pick(TEXTS), pick(NUMBERS)))));
            case 7 -> Map.of("!!", variable("beta"));
            case 8 -> operation("and", condition(depth - 1), condition(depth - 1));
            case 9 -> operation("or", condition(depth - 1), condition(depth - 1));
            case 10 -> operation(pick(List.of("some", "none")), variable("tags"), operation("==", variable(""), pick(WORDS)));
            default -> operation(">=", operation("+", Map.of("var", List.of("age", 1.0)), pick(VALUES)), pick(VALUES));
        };
    }

    private static Map<String, Object> variable(String name) {
        return Map.of("var", name);
    }

    private static Map<String, Object> operation(String symbol, Object... arguments) {
        return Map.of(symbol, List.of(arguments));
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
