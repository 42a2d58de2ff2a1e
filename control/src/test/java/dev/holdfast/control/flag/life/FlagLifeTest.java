package dev.holdfast.control.flag.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.time.Clock;
import dev.holdfast.testkit.contract.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class FlagLifeTest {
    private static final String FLAG = "{\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\"}";
    private static final List<Stage> LIFE = List.of(
            new Stage.Draft(),
            new Stage.Internal(),
            new Stage.Share(1),
            new Stage.Share(5),
            new Stage.Share(25),
            new Stage.Share(50),
            new Stage.Share(99),
            new Stage.Share(100),
            new Stage.Permanent());

    private static Map<String, Object> json(String text) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (JsonText.value(text.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document document && document.value() instanceof Map<?, ?> object) {
            object.forEach((key, value) -> map.put((String) key, value));
        }
        return map;
    }

    private static Map<String, Object> to(Stage stage, Rollout rollout, Map<String, Object> flag) {
        return switch (FlagLife.to(stage, rollout, flag)) {
            case FlagLife.Step.To to -> to.flag();
            case FlagLife.Step.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static Evaluator evaluator(String key, Map<String, Object> flag) {
        Map<String, Object> document = Map.of(
                "flags", Map.of(key, flag), "$evaluators", Map.of("staff", Map.of("ends_with", List.of(Map.of("var", "email"), "@example.com"))));
        return switch (FlagDocument.read(CanonicalJson.bytes(document))) {
            case FlagDocument.Outcome.Accepted accepted -> new Evaluator(RuleSet.publish(accepted.document(), 1), Clock.system());
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    /** Whoever has the variant in a stage has it in every later one, whatever the flag, the attribute and the user. */
    @Test
    void goingOnOnlyEverAddsUsers() {
        long seed = Seeds.next();
        RandomGenerator random = Seeds.generator(seed);
        for (int round = 0; round < 40; round++) {
            String key = "flag-" + random.nextInt(1000);
            String attribute = random.nextBoolean() ? EvaluationContext.TARGETING_KEY : "company";
            Rollout rollout = new Rollout("on", "off", Optional.of("staff"), attribute);
            List<Evaluator> stages = new ArrayList<>();
            Map<String, Object> flag = json(FLAG);
            for (Stage stage : LIFE) {
                flag = to(stage, rollout, flag);
                stages.add(evaluator(key, flag));
            }
            for (int user = 0; user < 200; user++) {
                EvaluationContext context = user(random);
                boolean had = false;
                for (int i = 0; i < stages.size(); i++) {
                    boolean has = Boolean.TRUE.equals(stages.get(i).evaluate(key, context).value());
                    assertTrue(has || !had, Seeds.replay(seed) + ": " + context + " lost " + key + " at " + LIFE.get(i).text());
                    had = has;
                }
                assertTrue(had, Seeds.replay(seed) + ": " + context + " never got " + key);
            }
        }
    }

    private static EvaluationContext user(RandomGenerator random) {
        Map<String, Object> attributes = new HashMap<>();
        if (random.nextInt(20) != 0) {
            attributes.put(EvaluationContext.TARGETING_KEY, "user-" + random.nextInt(1_000_000));
        }
        if (random.nextInt(20) != 0) {
            attributes.put("company", random.nextBoolean() ? (Object) ("c" + random.nextInt(5000)) : (Object) (double) random.nextInt(5000));
        }
        if (random.nextInt(4) == 0) {
            attributes.put("email", "a" + random.nextInt(100) + (random.nextBoolean() ? "@example.com" : "@example.net"));
        }
        return new EvaluationContext(attributes);
    }

    @Test
    void aShareReachesAboutThatMany() {
        Rollout rollout = Rollout.of("on", "off", Optional.empty());
        Evaluator quarter = evaluator("f", to(new Stage.Share(25), rollout, json(FLAG)));
        int reached = 0;
        for (int user = 0; user < 20_000; user++) {
            Map<String, Object> attributes = Map.of(EvaluationContext.TARGETING_KEY, "user-" + user);
            reached += Boolean.TRUE.equals(quarter.evaluate("f", new EvaluationContext(attributes)).value()) ? 1 : 0;
        }
        // Fixed users, so this is a fact and no chance: within six standard deviations of a quarter.
        assertEquals(5000, reached, 370);
    }

    @Test
    void nobodyIsAssignedByAnAttributeThatIsNotThere() {
        Rollout rollout = new Rollout("on", "off", Optional.empty(), "company");
        Evaluator all = evaluator("f", to(new Stage.Share(100), rollout, json(FLAG)));
        assertEquals(false, all.evaluate("f", new EvaluationContext(Map.of(EvaluationContext.TARGETING_KEY, "ann"))).value());
        assertEquals(true, all.evaluate("f", new EvaluationContext(Map.of("company", "c"))).value());
    }

    @Test
    void theStageAndTheWayOfAssigningAreWrittenDown() {
        Rollout rollout = new Rollout("on", "off", Optional.of("staff"), "company");
        Map<String, Object> flag = to(new Stage.Share(25), rollout, json(FLAG));
        assertEquals(
                Map.of("stage", "25%", "rollout", "on", "bucketBy", "company", "hashVersion", 1.0, "group", "staff"), flag.get("metadata"));
        assertEquals(Optional.of(new FlagLife.Position(rollout, new Stage.Share(25))), FlagLife.position(flag));
        // The same after a way through text.
        assertEquals(Optional.of(new FlagLife.Position(rollout, new Stage.Share(25))), FlagLife.position(json(CanonicalJson.text(flag))));
    }

    @Test
    void usersAreNotAssignedAnew() {
        Map<String, Object> flag = to(new Stage.Share(25), Rollout.of("on", "off", Optional.empty()), json(FLAG));
        Rollout other = new Rollout("on", "off", Optional.empty(), "company");
        assertInstanceOf(FlagLife.Step.Refused.class, FlagLife.to(new Stage.Share(50), other, flag));
        Map<String, Object> draft = to(new Stage.Draft(), Rollout.of("on", "off", Optional.empty()), flag);
        assertInstanceOf(FlagLife.Step.To.class, FlagLife.to(new Stage.Share(50), other, draft));
    }

    @Test
    void aRuleThatSomebodyWroteIsNotReplaced() {
        Map<String, Object> flag = json(FLAG.replace("}, \"def", "}, \"targeting\": {\"if\": [{\"var\": \"pro\"}, \"on\"]}, \"def"));
        assertInstanceOf(FlagLife.Step.Refused.class, FlagLife.to(new Stage.Share(1), Rollout.of("on", "off", Optional.empty()), flag));
        Map<String, Object> changed = new HashMap<>(to(new Stage.Share(1), Rollout.of("on", "off", Optional.empty()), json(FLAG)));
        changed.put("targeting", Map.of("if", List.of(Map.of("var", "pro"), "on")));
        assertInstanceOf(FlagLife.Step.Refused.class, FlagLife.to(new Stage.Share(5), Rollout.of("on", "off", Optional.empty()), changed));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertInstanceOf(
                FlagLife.Step.Refused.class, FlagLife.to(new Stage.Share(1), Rollout.of("no", "off", Optional.empty()), json(FLAG)));
        assertInstanceOf(
                FlagLife.Step.Refused.class, FlagLife.to(new Stage.Internal(), Rollout.of("on", "off", Optional.empty()), json(FLAG)));
        assertEquals(Optional.empty(), Stage.read("0%"));
        assertEquals(Optional.empty(), Stage.read("101%"));
        assertEquals(Optional.of(new Stage.Share(100)), Stage.read("100%"));
    }

    @Test
    void anArchivedFlagLeavesTheChoiceToPrograms() {
        Rollout rollout = Rollout.of("on", "off", Optional.empty());
        Map<String, Object> archived = to(new Stage.Archived(), rollout, to(new Stage.Share(50), rollout, json(FLAG)));
        assertEquals(null, evaluator("f", archived).evaluate("f", EvaluationContext.EMPTY).value());
    }
}
