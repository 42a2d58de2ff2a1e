package dev.holdfast.control.flag.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.Reason;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.PrettyJson;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.Stage;
import dev.holdfast.core.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FlagEditTest {
    private static final String FLAGS =
            """
            {"$evaluators": {"staff": {"ends_with": [{"var": "email"}, "@example.com"]}},
             "flags": {
               "pay": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "no",
                       "targeting": {"if": [{"$ref": "staff"}, "yes", "no"]}, "metadata": {"owner": "shop"}},
               "rows": {"state": "DISABLED", "variants": {"few": 10, "many": 50}, "defaultVariant": "few"},
               "two": {"state": "ENABLED", "variants": {"a": true, "b": true, "c": false}, "defaultVariant": "a"}
             }}
            """;

    private static FlagDocument document() {
        return switch (FlagDocument.read(FLAGS.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    private static FlagDocument after(FlagEdit... edits) {
        FlagEdits.Outcome outcome = FlagEdits.apply(List.of(edits), document());
        return assertInstanceOf(FlagEdits.Outcome.Edited.class, outcome, outcome.toString()).document();
    }

    private static Object value(FlagDocument document, String flag, Map<String, Object> context) {
        return String.valueOf(new Evaluator(RuleSet.publish(document, 1), Clock.system()).evaluate(flag, new EvaluationContext(context)).value());
    }

    @Test
    void aServedVariantIsEverybodys() {
        FlagDocument off = after(new FlagEdit.Serve("pay", "off"));
        assertEquals("false", value(off, "pay", Map.of("email", "ann@example.com")));
        assertEquals(Reason.STATIC, new Evaluator(RuleSet.publish(off, 1), Clock.system()).evaluate("pay", EvaluationContext.EMPTY).reason());
        assertEquals("true", value(after(new FlagEdit.Serve("pay", "on")), "pay", Map.of()));
        assertEquals("true", value(after(new FlagEdit.Serve("pay", "yes")), "pay", Map.of()));
        assertEquals("50.0", value(after(new FlagEdit.Serve("rows", "many")), "rows", Map.of()));
        assertEquals("shop", Objects.requireNonNull(off.flags().get("pay")).metadata().get("owner"));
    }

    @Test
    void aVariantThatIsNotThereIsNamedWithThoseThatAre() {
        for (FlagEdit edit : List.of(new FlagEdit.Serve("rows", "on"), new FlagEdit.Serve("pay", "maybe"), new FlagEdit.Serve("two", "on"))) {
            FlagEdits.Outcome outcome = FlagEdits.apply(List.of(edit), document());
            FlagEdits.Outcome.Inapplicable unfit = assertInstanceOf(FlagEdits.Outcome.Inapplicable.class, outcome);
            assertTrue(unfit.next().contains(edit.flag().equals("rows") ? "few, many" : ", "), unfit.next());
        }
        assertInstanceOf(FlagEdits.Outcome.Inapplicable.class, FlagEdits.apply(List.of(new FlagEdit.Remove("gone")), document()));
    }

    @Test
    void aSwitchLeavesTheRuleAlone() {
        FlagDocument off = after(new FlagEdit.Switch("pay", FlagDefinition.State.DISABLED));
        assertEquals("null", value(off, "pay", Map.of("email", "ann@example.com")));
        FlagEdits.Outcome on = FlagEdits.apply(List.of(new FlagEdit.Switch("pay", FlagDefinition.State.ENABLED)), off);
        assertEquals(document().flags().get("pay"), assertInstanceOf(FlagEdits.Outcome.Edited.class, on).document().flags().get("pay"));
    }

    @Test
    void editsTogetherAreAllOrNothing() {
        FlagEdits.Outcome outcome =
                FlagEdits.apply(List.of(new FlagEdit.Remove("rows"), new FlagEdit.Put("new", Map.of("state", "ENABLED"))), document());
        FlagEdits.Outcome.Refused refused = assertInstanceOf(FlagEdits.Outcome.Refused.class, outcome);
        assertEquals("/flags/new", refused.reason().problems().getFirst().pointer().text());
    }

    @Test
    void everyEditCanBeWrittenDown() {
        Rollout rollout = new Rollout("yes", "no", Optional.of("staff"), "company");
        for (FlagEdit edit : List.of(
                new FlagEdit.Serve("pay", "off"),
                new FlagEdit.Switch("pay", FlagDefinition.State.ENABLED),
                new FlagEdit.Switch("pay", FlagDefinition.State.DISABLED),
                new FlagEdit.Put("pay", Map.of("state", "ENABLED", "variants", Map.of("n", 1.5))),
                new FlagEdit.Remove("pay"),
                new FlagEdit.Move("pay", rollout, new Stage.Share(25)))) {
            assertEquals(Optional.of(edit), FlagEdits.read(FlagEdits.json(edit)));
        }
        assertEquals(Optional.empty(), FlagEdits.read(Map.of("kind", "explode", "flag", "pay")));
        assertEquals(Optional.empty(), FlagEdits.read(Map.of("kind", "stage", "flag", "pay", "stage", "5%", "variant", "a", "otherwise", "a")));
    }

    @Test
    void differencesNameThePlaces() {
        FlagDocument next = after(new FlagEdit.Serve("pay", "off"), new FlagEdit.Remove("rows"), new FlagEdit.Put("x", Map.of(
                "state", "ENABLED", "variants", Map.of("on", true))));
        List<Differences.Difference> differences = Differences.between(document().json(), next.json());
        assertEquals(
                List.of("CHANGED pay [/targeting]", "REMOVED rows []", "ADDED x []"),
                differences.stream().map(one -> one.kind() + " " + one.name() + " " + one.places()).toList());
        assertEquals(List.of(), Differences.between(document().json(), document().json()));
    }

    @Test
    void prettyTextReadsBackAsTheSameInTheSameOrder() {
        String text = PrettyJson.text(document().json());
        assertTrue(JsonText.value(text.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document parsed
                && CanonicalJson.text(parsed.value()).equals(CanonicalJson.text(document().json()))
                && PrettyJson.text(parsed.value()).equals(text), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 140), text);
        assertTrue(text.indexOf("$evaluators") < text.indexOf("\"pay\"") && text.indexOf("\"pay\"") < text.indexOf("\"rows\""), text);
    }
}
