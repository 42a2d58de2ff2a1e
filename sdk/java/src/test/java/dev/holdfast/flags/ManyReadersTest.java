package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.FlagType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand virtual threads read without a pause while versions change under them: neither hinders the other. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ManyReadersTest {
    private static final int READERS = 1_000;
    private static final int VERSIONS = 40;

    /** In each version, {@code number} gives the version's number, and says so in its variant too. */
    private static FlagDocument numbered(int number) {
        return ShopDocument.read("{\"flags\":{\"number\":{\"state\":\"ENABLED\",\"variants\":{\"v%d\":%d},\"defaultVariant\":\"v%d\"}}}"
                .formatted(number, number, number));
    }

    @Test
    void readersSeeWholeVersionsAndNeverGoBack() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (Site site = site();
                Flags flags = Flags.open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK));
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertTrue(flags.await(Duration.ofSeconds(20)));
            List<Future<Double>> last = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                EvaluationContext context = new EvaluationContext(Map.of("targetingKey", "reader" + i));
                last.add(readers.submit(() -> read(flags, context, isOver)));
            }
            try {
                for (int number = 2; number <= VERSIONS; number++) {
                    site.publish(numbered(number), number);
                    assertTrue(flags.refresh(Optional.empty(), Duration.ofSeconds(20)));
                }
            } finally {
                isOver.set(true);
            }
            for (Future<Double> one : last) {
                assertTrue(one.get() >= 1);
            }
            assertEquals(VERSIONS, flags.number("number", 0, EvaluationContext.EMPTY));
        }
    }

    private static Site site() throws IOException {
        return Site.open(numbered(1), 1);
    }

    // That they give way to each other and to nobody else is the point here.
    @SuppressWarnings("ThreadPriorityCheck")
    private static double read(Flags flags, EvaluationContext context, AtomicBoolean isOver) {
        double last = 0;
        while (!isOver.get()) {
            Evaluation evaluation = flags.evaluate("number", FlagType.NUMBER, context);
            double number = evaluation.value() instanceof Double value ? value : 0;
            assertEquals("v" + (int) number, evaluation.variant());
            assertTrue(number >= last, "went back");
            last = number;
            Thread.yield();
        }
        return Math.max(last, 1);
    }
}
