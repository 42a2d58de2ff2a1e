package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagEdits;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.flag.guard.Verdict;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.Stage;
import dev.holdfast.control.flag.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Flags that need others: what they give, and that every program that reads the served document gives the same. */
final class PrerequisitesTest {
    private static final int DOCUMENTS = 150;
    private static final int FLAGS = 8;
    private static final int CONTEXTS = 10;
    private static final String SHOP =
            """
            {"flags": {
              "pay": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                      "targeting": {"fractional": [["on", 50], ["off", 50]]}},
              "fast": {"state": "ENABLED", "variants": {"on": true, "off": false, "closed": false}, "defaultVariant": "off",
                       "targeting": {"if": [{"==": [{"var": "plan"}, "pro"]}, "on"]},
                       "prerequisites": {"pay": "on"}, "offVariant": "closed"}}}
            """;

    private static FlagDocument document(String json) {
        FlagDocument.Outcome outcome = FlagDocument.read(json.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(FlagDocument.Outcome.Accepted.class, outcome, json).document();
    }

    @Test
    void whatIsServedIsPlainAndStaysAsItIs() {
        RuleSet rules = Published.rules(SHOP);
        String key = "{\"var\":\"targetingKey\"}";
        // Programs keep decisions by this text: another form of it is another version of every such document.
        assertEquals(
                "{\"flags\":{\"fast\":{\"defaultVariant\":\"off\",\"state\":\"ENABLED\",\"targeting\":{\"if\":[{\"if\":[" + key
                        + ",{\"in\":[{\"fractional\":[{\"cat\":[\"pay\"," + key + "]},[\"on\",50],[\"off\",50]]},[\"on\"]]},false]},"
                        + "{\"if\":[{\"==\":[{\"var\":\"plan\"},\"pro\"]},\"on\"]},\"closed\"]},"
                        + "\"variants\":{\"closed\":false,\"off\":false,\"on\":true}},"
                        + "\"pay\":{\"defaultVariant\":\"off\",\"state\":\"ENABLED\",\"targeting\":{\"fractional\":[[\"on\",50],[\"off\",50]]},"
                        + "\"variants\":{\"off\":false,\"on\":true}}}}",
                rules.json());
        RuleSet again = Published.rules(rules.json());
        assertEquals(rules.version().digest(), again.version().digest());
    }

    @Test
    void anExplanationNamesWhatIsNotMet() {
        Evaluator evaluator = Published.evaluator(SHOP);
        for (int i = 0; i < 50; i++) {
            EvaluationContext context = Published.context("{\"targetingKey\": \"user-" + i + "\", \"plan\": \"pro\"}");
            boolean pays = "on".equals(evaluator.evaluate("pay", context).variant());
            Explanation explanation = evaluator.explain("fast", context);
            assertEquals(pays ? "on" : "closed", explanation.evaluation().variant());
            assertEquals(pays ? List.of() : List.of("pay"), explanation.unmet().stream().map(one -> one.given().key()).toList());
        }
    }

    @Test
    void aChangeOfAFlagIsAChangeOfThoseThatNeedIt() {
        RuleSet first = Published.rules(SHOP);
        FlagEdits.Outcome off = FlagEdits.apply(List.of(new FlagEdit.Serve("pay", "off")), first.document());
        RuleSet second = first.replacedBy(assertInstanceOf(FlagEdits.Outcome.Edited.class, off).document(), 2);
        assertEquals(Map.of("pay", 2L, "fast", 2L), second.changes().since());
        assertInstanceOf(Verdict.Outdated.class, Guard.of(List.of("fast")).judge(Optional.of(first.version().toString()), second));
        Evaluation evaluation = new Evaluator(second, Published.clock(1)).evaluate("fast", Published.context("{\"targetingKey\": \"u\", \"plan\": \"pro\"}"));
        assertEquals("closed", evaluation.variant());
    }

    @Test
    void aFlagThatIsSwitchedOffAsAWholeMeetsNothing() {
        FlagEdit disable = new FlagEdit.Switch("pay", FlagDefinition.State.DISABLED);
        FlagEdits.Outcome outcome = FlagEdits.apply(List.of(disable), document(SHOP));
        RuleSet rules = RuleSet.publish(assertInstanceOf(FlagEdits.Outcome.Edited.class, outcome).document(), 2);
        assertEquals("closed", new Evaluator(rules, Published.clock(1)).evaluate("fast", EvaluationContext.EMPTY).variant());
    }

    @Test
    void switchingAFlagOffIsForEverybody() {
        FlagEdits.Outcome outcome = FlagEdits.apply(List.of(new FlagEdit.Serve("fast", "off")), document(SHOP.replace("\"closed\": false", "\"closed\": true")));
        // Its name decides, because two variants have the value false or true.
        RuleSet rules = RuleSet.publish(assertInstanceOf(FlagEdits.Outcome.Edited.class, outcome).document(), 2);
        for (int i = 0; i < 20; i++) {
            EvaluationContext context = Published.context("{\"targetingKey\": \"user-" + i + "\", \"plan\": \"pro\"}");
            assertEquals("off", new Evaluator(rules, Published.clock(1)).evaluate("fast", context).variant());
        }
    }

    @Test
    void aFlagThatOthersNeedIsNotTakenAway() {
        Rollout rollout = new Rollout("on", "off", Optional.empty(), EvaluationContext.TARGETING_KEY);
        String plain = SHOP.replace(",\n          \"targeting\": {\"fractional\": [[\"on\", 50], [\"off\", 50]]}", "");
        for (FlagEdit edit : List.of(new FlagEdit.Remove("pay"), new FlagEdit.Move("pay", rollout, new Stage.Archived()))) {
            FlagEdits.Outcome outcome = FlagEdits.apply(List.of(edit), document(plain));
            assertTrue(assertInstanceOf(FlagEdits.Outcome.Inapplicable.class, outcome).message().contains("a prerequisite of 'fast'"), outcome::toString);
        }
    }

    /** What is meant, said another way: by evaluating flags one after the other. */
    private record Meaning(Evaluator alone, Map<String, Map<String, List<String>>> needs, Map<String, String> off) {
        @Nullable String variant(String key, EvaluationContext context) {
            boolean met = needs.getOrDefault(key, Map.of()).entrySet().stream().allMatch(wanted -> {
                String given = variant(wanted.getKey(), context);
                return given != null && wanted.getValue().contains(given);
            });
            FlagDefinition definition = alone.rules().definition(key).orElseThrow();
            if (definition.state() == FlagDefinition.State.DISABLED) {
                return null;
            }
            return met ? alone.evaluate(key, context).variant() : off.getOrDefault(key, definition.defaultVariant());
        }
    }

    @Test
    void everyProgramThatReadsTheServedDocumentGivesWhatIsMeant() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        RandomFlags flags = new RandomFlags(random);
        int compared = 0;
        int off = 0;
        try (Oracle oracle = Oracle.start()) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Map<String, Object> written = flags.document(FLAGS);
                Map<String, Map<String, List<String>>> needs = new LinkedHashMap<>();
                Map<String, String> offVariants = new LinkedHashMap<>();
                String json = CanonicalJson.text(needing(written, random, needs, offVariants));
                String where = "-Dholdfast.seed=" + seed + " in " + json;
                if (!(FlagDocument.read(CanonicalJson.bytes(written)) instanceof FlagDocument.Outcome.Accepted alone)) {
                    continue;
                }
                RuleSet rules = RuleSet.publish(document(json), i);
                assertEquals(true, oracle.schema(rules.json()).get("valid"), where);
                assertEquals(true, oracle.schema(json).get("valid"), where);
                // Another reader of ours checks what is served, too, and comes to the same version.
                assertEquals(rules.version(), RuleSet.publish(document(rules.json()), i).version(), where);
                Evaluator evaluator = new Evaluator(rules, Published.clock(Published.NOW_SECONDS));
                Meaning meaning = new Meaning(
                        new Evaluator(RuleSet.publish(alone.document(), i), Published.clock(Published.NOW_SECONDS)), needs, offVariants);
                List<Map<String, @Nullable Object>> contexts = new ArrayList<>();
                for (int c = 0; c < CONTEXTS; c++) {
                    contexts.add(flags.context());
                }
                List<?> theirs = oracle.flagd(rules.json(), contexts);
                for (int c = 0; c < CONTEXTS; c++) {
                    EvaluationContext context = EvaluationContext.of(contexts.get(c)).orElseThrow();
                    for (Object one : (List<?>) Objects.requireNonNull(theirs.get(c))) {
                        Map<?, ?> resolution = (Map<?, ?>) Objects.requireNonNull(one);
                        String key = String.valueOf(resolution.get("key"));
                        String at = key + " on " + CanonicalJson.text(contexts.get(c)) + " " + where;
                        String meant = meaning.variant(key, context);
                        assertEquals(meant, evaluator.evaluate(key, context).variant(), at);
                        assertEquals(meant, resolution.get("variant"), at);
                        compared++;
                        off += evaluator.explain(key, context).unmet().isEmpty() ? 0 : 1;
                    }
                }
            }
        }
        int count = compared;
        int unmet = off;
        assertTrue(count > DOCUMENTS * FLAGS * CONTEXTS / 2 && unmet > count / 20, () -> count + " compared, " + unmet + " not met (seed " + seed + ")");
    }

    /** Rules that do not name what they give: from the context, by arithmetic, by what "and" and "or" stop at. */
    @Test
    void outcomesThatAreCalculatedAreComparedWithTheVariants() {
        List<String> rules = List.of(
                "{\"var\": \"plan\"}",
                "{\"if\": [{\"==\": [{\"var\": \"age\"}, 2]}, {\"var\": \"plan\"}, {\"var\": \"age\"}]}",
                "{\"or\": [{\"var\": \"plan\"}, \"pro\"]}",
                "{\"and\": [{\"var\": \"age\"}, {\"var\": \"plan\"}]}",
                "{\"+\": [{\"var\": \"age\"}, 1]}",
                "{\"if\": [{\"var\": \"plan\"}, {\"fractional\": [[{\"var\": \"plan\"}, 1], [\"2\", 1]]}, 1]}");
        List<Map<String, @Nullable Object>> contexts = new ArrayList<>();
        for (String plan : List.of("pro", "free", "gold", "")) {
            for (double age : List.of(0.0, 1.0, 2.0, 9.0)) {
                Map<String, @Nullable Object> context = new LinkedHashMap<>(Map.of("targetingKey", "user-" + age, "age", age));
                if (!plan.isEmpty()) {
                    context.put("plan", plan);
                }
                contexts.add(context);
            }
        }
        try (Oracle oracle = Oracle.start()) {
            for (String rule : rules) {
                for (String fallback : List.of("pro", "2", "")) {
                    String other = fallback.isEmpty() ? "" : ", \"defaultVariant\": \"" + fallback + "\"";
                    compareCalculated(oracle, contexts, "{\"flags\": {\"p\": {\"state\": \"ENABLED\", \"variants\": {\"pro\": 1, \"free\": 2, \"1\": 3, \"2\": 4}"
                            + other + ", \"targeting\": " + rule + "}, \"f\": {\"state\": \"ENABLED\", \"variants\": {\"yes\": true, \"no\": false}, "
                            + "\"defaultVariant\": \"yes\", \"prerequisites\": {\"p\": [\"2\", \"pro\"]}, \"offVariant\": \"no\"}}}");
                }
            }
        }
    }

    private static void compareCalculated(Oracle oracle, List<Map<String, @Nullable Object>> contexts, String json) {
        RuleSet rules = RuleSet.publish(document(json), 1);
        Evaluator evaluator = new Evaluator(rules, Published.clock(1));
        List<?> theirs = oracle.flagd(rules.json(), contexts);
        for (int c = 0; c < contexts.size(); c++) {
            EvaluationContext context = EvaluationContext.of(contexts.get(c)).orElseThrow();
            String given = evaluator.evaluate("p", context).variant();
            String meant = given != null && List.of("2", "pro").contains(given) ? "yes" : "no";
            String at = CanonicalJson.text(contexts.get(c)) + " in " + json;
            assertEquals(meant, evaluator.evaluate("f", context).variant(), at);
            Map<?, ?> first = (Map<?, ?>) Objects.requireNonNull(((List<?>) Objects.requireNonNull(theirs.get(c))).getFirst());
            assertEquals(meant, first.get("variant"), at);
        }
    }

    /** The same document in which some flags need some of those before them. */
    private static Map<String, Object> needing(
            Map<String, Object> written, Random random, Map<String, Map<String, List<String>>> needs, Map<String, String> off) {
        Map<?, ?> all = (Map<?, ?>) Objects.requireNonNull(written.get("flags"));
        List<String> keys = all.keySet().stream().map(String::valueOf).toList();
        Map<String, Object> next = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            Map<String, Object> flag = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(all.get(keys.get(i)))).forEach((name, value) -> flag.put(String.valueOf(name), value));
            Map<String, List<String>> wanted = new LinkedHashMap<>();
            for (int j = 0; j < i; j++) {
                // Chains stay short: what is too deep is refused.
                if (random.nextInt(4) == 0 && wanted.size() < 2 && needs.getOrDefault(keys.get(j), Map.of()).size() < 2) {
                    wanted.put(keys.get(j), some(variants(all.get(keys.get(j))), random));
                }
            }
            if (!wanted.isEmpty()) {
                needs.put(keys.get(i), wanted);
                flag.put("prerequisites", wanted);
                if (random.nextBoolean()) {
                    List<String> own = variants(flag);
                    off.put(keys.get(i), own.get(random.nextInt(own.size())));
                    flag.put("offVariant", off.get(keys.get(i)));
                }
            }
            next.put(keys.get(i), flag);
        }
        Map<String, Object> document = new LinkedHashMap<>(written);
        document.put("flags", next);
        return document;
    }

    private static List<String> variants(@Nullable Object flag) {
        return ((Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(flag)).get("variants"))).keySet().stream().map(String::valueOf).sorted().toList();
    }

    private static List<String> some(List<String> all, Random random) {
        List<String> some = new ArrayList<>(List.of(all.get(random.nextInt(all.size()))));
        all.stream().filter(one -> !some.contains(one) && random.nextInt(4) == 0).forEach(some::add);
        return some;
    }
}
