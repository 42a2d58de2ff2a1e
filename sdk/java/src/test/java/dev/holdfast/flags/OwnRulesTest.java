package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Flags of rules that the program itself serves. */
final class OwnRulesTest {
    private final AtomicReference<RuleSet> rules = new AtomicReference<>(RuleSet.publish(ShopDocument.pay("on"), 1));
    private final FlagReading flags = new OwnRules(rules::get, Clock.system());

    @Test
    void theNextReadingGivesWhatIsServedThen() {
        assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
        rules.set(RuleSet.publish(ShopDocument.pay("off"), 2));
        assertFalse(flags.truth("pay", true, EvaluationContext.EMPTY));
        assertEquals("Spring sale", flags.text("banner", "", EvaluationContext.EMPTY));
        assertEquals(0.5, flags.number("ratio", 0, EvaluationContext.EMPTY));
        assertEquals(3.0, flags.object("layout", Map.of(), EvaluationContext.EMPTY).get("columns"));
    }

    @Test
    void whatCannotBeHadIsWhatTheProgramSays() {
        assertTrue(flags.truth("nobody-made-it", true, EvaluationContext.EMPTY));
        assertTrue(flags.truth("parked", true, EvaluationContext.EMPTY), "it is switched off");
        assertEquals("otherwise", flags.text("pay", "otherwise", EvaluationContext.EMPTY), "it is no text");
    }
}
