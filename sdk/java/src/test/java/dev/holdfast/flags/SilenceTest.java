package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.control.flag.EvaluationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream of notices on which nothing comes any more, and of which nobody says that it is dead. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SilenceTest {
    private static final Duration NEVER = Duration.ofHours(10);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final EvaluationContext ANN = new EvaluationContext(Map.of("targetingKey", "ann"));

    private final Ears ears = new Ears();
    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 10).streaming();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aSilentStreamIsGivenUpAndTheNextOneTellsWhatWasMissed() throws Exception {
        // Nothing but notices leads to a second question.
        Timing timing = new Timing(NEVER, NEVER, LONG, Duration.ofMillis(500), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ZERO);
        try (Flags flags = Flags.open(FlagsOptions.of(site.address()).withTiming(timing), ears)) {
            assertEquals(10, ears.awaitChange().version().sequence());
            site.awaitStream();
            site.publishUnheard(ShopDocument.pay("off"), 11);
            site.awaitStream();
            assertEquals(11, ears.awaitChange().version().sequence());
            assertFalse(flags.truth("pay", true, ANN));
        }
    }
}
