package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Reason;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.flags.exposure.ExposureRules;
import dev.holdfast.flags.sticky.StickyRules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that evaluates by itself gives units the variants that they keep. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StickyReadingTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final StickyRules RULES = StickyRules.of("pay").within(LONG);

    private final CountDownLatch hold = new CountDownLatch(1);
    private Site site;
    private Flags flags;

    @BeforeEach
    void start() throws Exception {
        site = Site.open(pay("{\"fractional\": [[\"on\", 100], [\"off\", 0]]}"), 1);
        open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK));
    }

    private void open(FlagsOptions options) throws InterruptedException {
        flags = Flags.open(options);
        assertTrue(flags.await(LONG));
    }

    @AfterEach
    void stop() {
        hold.countDown();
        flags.close();
        site.close();
    }

    private static FlagDocument pay(String rule) {
        String flag = "{\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"on\", \"targeting\": " + rule + "}";
        return ShopDocument.read("{\"flags\": {\"pay\": " + flag + ", \"other\": " + flag + "}}");
    }

    private static Evaluation ann(FlagReading reading, String flag) {
        return reading.evaluate(flag, FlagType.BOOLEAN, new EvaluationContext(Map.of("targetingKey", "ann", "account", 7.0)));
    }

    @Test
    void theVariantIsKeptAndTheServerAskedOnce() {
        site.assign(Site.keeping("off"));
        FlagReading sticky = flags.sticky(RULES);
        Evaluation first = ann(sticky, "pay");
        assertEquals("off", first.variant());
        assertEquals(false, first.value());
        assertEquals(Reason.SPLIT, first.reason());
        assertEquals(Map.of("kept", true), first.metadata());
        assertFalse(sticky.truth("pay", true, new EvaluationContext(Map.of("targetingKey", "ann"))));
        assertEquals("{\"flag\":\"pay\",\"targetingKey\":\"ann\",\"variant\":\"on\"}", site.assignments().poll());
        assertTrue(site.assignments().isEmpty());
        assertEquals("on", ann(flags, "pay").variant(), "other readings go by the rule");
    }

    @Test
    void onlyAssignmentsOfTheFlagsThatWereNamedAreAskedFor() {
        site.assign(Site.keeping("off"));
        FlagReading sticky = flags.sticky(RULES);
        assertEquals("on", ann(sticky, "other").variant());
        assertEquals("on", sticky.evaluate("pay", FlagType.BOOLEAN, EvaluationContext.EMPTY).variant());
        site.publish(pay("{\"if\": [{\"var\": \"targetingKey\"}, \"on\"]}"), 2);
        assertTrue(flags.refresh(Optional.empty(), LONG));
        assertEquals("on", ann(sticky, "pay").variant(), "switched on for everybody");
        assertTrue(site.assignments().isEmpty());
    }

    @Test
    void theUnitIsTheAttributeThatIsNamed() {
        site.assign(Site.keeping("off"));
        assertEquals("off", ann(flags.sticky(RULES.by("account")), "pay").variant());
        assertEquals("{\"flag\":\"pay\",\"targetingKey\":\"7\",\"variant\":\"on\"}", site.assignments().poll());
    }

    @Test
    void whatNoExperimentKeepsIsByTheRule() {
        site.assign(exchange -> Site.answer(exchange, "1", "{\"variant\":\"on\",\"kept\":false}"));
        assertEquals(Map.of(), ann(flags.sticky(RULES), "pay").metadata());
    }

    @Test
    void aVariantThatTheFlagHasNotIsNotGiven() {
        site.assign(Site.keeping("gone"));
        Evaluation evaluation = ann(flags.sticky(RULES), "pay");
        assertEquals("on", evaluation.variant());
        assertEquals(Map.of(), evaluation.metadata());
    }

    @Test
    void nobodyWaitsForAServerThatDoesNotAnswer() {
        site.assign(exchange -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Evaluation evaluation = ann(flags.sticky(RULES.within(Duration.ofMillis(50))), "pay");
        assertEquals(1, hold.getCount(), "the server still holds the question");
        assertEquals("on", evaluation.variant());
        assertEquals(Map.of(Flags.KEPT_UNKNOWN, true), evaluation.metadata());
    }

    @Test
    void theExposureIsOfTheVariantThatIsKept() throws InterruptedException {
        flags.close();
        open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK).withExposures(new ExposureRules(10, 1, Duration.ofHours(1))));
        site.assign(Site.keeping("off"));
        ann(flags.sticky(RULES), "pay");
        String told = site.exposures().poll(20, TimeUnit.SECONDS);
        assertTrue(told != null && told.contains("\"variant\":\"off\""), told);
    }
}
