package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.Reason;
import dev.holdfast.control.flag.definition.FlagType;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program reads, and how it hears of changes, while its server is well. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FlagsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final EvaluationContext ANN = new EvaluationContext(Map.of("targetingKey", "ann", "plan", "pro"));

    private final Ears ears = new Ears();
    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 10);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Flags open(Timing timing) throws InterruptedException {
        Flags flags = Flags.open(FlagsOptions.of(site.address()).withToken("secret-token").withTiming(timing), ears);
        assertTrue(flags.await(LONG));
        return flags;
    }

    @Test
    void readsWhatTheRulesGive() throws InterruptedException {
        try (Flags flags = open(Ears.QUICK)) {
            assertEquals(FlagsState.READY, flags.state());
            assertTrue(flags.truth("pay", false, ANN));
            assertEquals(50, flags.number("rows", 0, ANN));
            assertEquals(10, flags.number("rows", 0, EvaluationContext.EMPTY));
            assertEquals("Spring sale", flags.text("banner", "", ANN));
            assertEquals(3.0, flags.object("layout", Map.of(), ANN).get("columns"));
            assertEquals(Optional.of(site.rules().version()), flags.version());
            assertEquals("Bearer secret-token", site.seenToken());
        }
    }

    @Test
    void givesWhatTheCodeSaysWhereThereIsNothing() throws InterruptedException {
        try (Flags flags = open(Ears.QUICK)) {
            assertTrue(flags.truth("unknown", true, ANN));
            assertEquals("x", flags.text("pay", "x", ANN));
            assertTrue(flags.truth("open", true, ANN));
            assertFalse(flags.truth("parked", false, ANN));
            Evaluation.Fault fault = flags.evaluate("pay", FlagType.STRING, ANN).fault();
            assertTrue(fault != null && fault.code() == FlagError.TYPE_MISMATCH, () -> "not " + fault);
            assertEquals(Reason.DISABLED, flags.evaluate("parked", FlagType.BOOLEAN, ANN).reason());
        }
    }

    /** A context that holds itself would be read for ever. */
    @Test
    void survivesAnyContext() throws InterruptedException {
        site.publish(ShopDocument.read("{\"flags\":{\"odd\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\","
                + "\"targeting\":{\"if\":[{\"in\":[\"x\",{\"cat\":[{\"var\":\"self\"}]}]},\"on\"]}}}}"), 11);
        Map<String, Object> odd = new HashMap<>();
        odd.put("self", List.of(odd, List.of(odd)));
        odd.put("targetingKey", new Object());
        try (Flags flags = open(Ears.QUICK)) {
            assertEquals(11, flags.version().orElseThrow().sequence());
            flags.truth("odd", false, new EvaluationContext(odd));
            odd.put("self", new Object());
            flags.truth("odd", false, new EvaluationContext(odd));
        }
    }

    @Test
    void askingAgainCostsNoTransferAndNoChange() throws InterruptedException {
        try (Flags flags = open(Ears.QUICK)) {
            var rules = flags.rules();
            for (int i = 0; i < 5; i++) {
                assertTrue(flags.refresh(Optional.empty(), LONG));
            }
            assertEquals(1, site.wholes());
            assertTrue(site.unchanged() >= 5, () -> site.unchanged() + " times unchanged");
            assertTrue(flags.rules() == rules);
        }
    }

    @Test
    void hearsOfAChangeByPollingWhereThereIsNoStream() throws InterruptedException {
        try (Flags flags = open(Ears.timing(Duration.ofMillis(30)))) {
            ears.awaitChange();
            site.publish(ShopDocument.pay("off"), 11);
            assertEquals(new FlagsEvent.Changed(site.rules().version(), List.of("pay")), ears.awaitChange());
            assertFalse(flags.truth("pay", true, ANN));
        }
    }

    @Test
    void hearsOfAChangeByTheStreamLongBeforeThePoll() throws InterruptedException {
        site.streaming();
        try (Flags flags = open(Ears.QUICK)) {
            ears.awaitChange();
            site.publish(ShopDocument.pay("off"), 11);
            // Published before the stream was open, it is found out by the question that follows the opening.
            assertEquals(List.of("pay"), ears.awaitChange().flags());
            assertFalse(flags.truth("pay", true, ANN));
            site.publish(ShopDocument.pay("on"), 12);
            assertEquals(12, ears.awaitChange().version().sequence());
            assertTrue(flags.truth("pay", false, ANN));
        }
    }

    @Test
    void sameContentUnderALaterNumberIsNoChangeButALaterVersion() throws InterruptedException {
        try (Flags flags = open(Ears.QUICK)) {
            site.publish(ShopDocument.pay("on"), 15);
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertEquals(15, flags.version().orElseThrow().sequence());
            site.publish(ShopDocument.pay("off"), 16);
            assertTrue(flags.refresh(Optional.empty(), LONG));
            ears.awaitChange();
            assertEquals(16, ears.awaitChange().version().sequence());
        }
    }

    @Test
    void aServerIsToldWhatToLookFor() throws InterruptedException {
        try (Flags flags = open(Ears.QUICK)) {
            FlagsVersion newer = new FlagsVersion(99, "a".repeat(64));
            assertTrue(flags.refresh(Optional.of(newer), LONG));
            assertEquals(newer.toString(), site.seenVersion());
        }
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws InterruptedException {
        FlagsOptions options = FlagsOptions.of(site.address()).withTiming(Ears.QUICK);
        try (Flags flags = Flags.open(options, event -> {
            throw new IllegalStateException("a listener's own fault");
        })) {
            assertTrue(flags.await(LONG));
            assertTrue(flags.truth("pay", false, ANN));
        }
    }

    @Test
    void whatWasReadIsReadAfterTheEnd() throws InterruptedException {
        Flags flags = open(Ears.QUICK);
        flags.close();
        flags.close();
        assertTrue(flags.truth("pay", false, ANN));
        assertFalse(flags.refresh(Optional.empty(), Duration.ofMillis(20)));
    }
}
