package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.flags.exposure.ExposureRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server is told who saw what, and readers never wait for that. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExposuresTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 10);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Flags open(ExposureRules rules) throws InterruptedException {
        Flags flags = Flags.open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK).withExposures(rules));
        assertTrue(flags.await(LONG));
        return flags;
    }

    private List<?> told() throws InterruptedException {
        String body = site.exposures().poll(20, TimeUnit.SECONDS);
        assertNotNull(body, "nothing was told");
        return JsonText.value(body.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document document
                        && document.value() instanceof Map<?, ?> map
                        && map.get("exposures") instanceof List<?> list
                ? list
                : List.of();
    }

    private static EvaluationContext user(String key) {
        return new EvaluationContext(Map.of("targetingKey", key));
    }

    @Test
    void tellsWhoSawWhatWhenThereIsEnoughForABatch() throws InterruptedException {
        try (Flags flags = open(new ExposureRules(100, 3, Duration.ofHours(1)))) {
            flags.truth("pay", false, user("ann"));
            flags.truth("unknown", false, user("ann"));
            flags.truth("pay", false, EvaluationContext.EMPTY);
            flags.truth("pay", false, user("bob"));
            flags.number("rows", 0, user("ann"));
            List<?> told = told();
            assertEquals(3, told.size(), "without those who have no name, and without what gave no variant");
            Map<?, ?> first = (Map<?, ?>) told.getFirst();
            assertEquals("pay", first.get("flag"));
            assertEquals("on", first.get("variant"));
            assertEquals("ann", first.get("targetingKey"));
            assertNotNull(Instant.parse((String) first.get("time")));
        }
    }

    @Test
    void tellsTheRestAtTheEnd() throws InterruptedException {
        try (Flags flags = open(new ExposureRules(100, 50, Duration.ofHours(1)))) {
            flags.truth("pay", false, user("ann"));
        }
        assertEquals(1, told().size());
    }

    @Test
    void tellsAgainWhatTheServerCouldNotTake() throws InterruptedException {
        site.exposureStatus(503);
        try (Flags flags = open(new ExposureRules(100, 1, Duration.ofHours(1)))) {
            flags.truth("pay", false, user("ann"));
            site.exposureStatus(202);
            assertEquals(1, told().size());
            assertEquals(0, flags.droppedExposures());
        }
    }

    @Test
    void dropsAndCountsWhatIsTooMuch() throws InterruptedException {
        site.exposureStatus(400);
        Flags flags = open(new ExposureRules(10, 10, Duration.ofHours(1)));
        for (int i = 0; i < 1_000; i++) {
            flags.truth("pay", false, user("user" + i));
        }
        flags.close();
        assertEquals(1_000, flags.droppedExposures(), "what the server refused and what found no place");
    }

    @Test
    void isOffUnlessAskedFor() throws InterruptedException {
        try (Flags flags = Flags.open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK))) {
            assertTrue(flags.await(LONG));
            flags.truth("pay", false, user("ann"));
        }
        assertTrue(site.exposures().isEmpty());
    }
}
