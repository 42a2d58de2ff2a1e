package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class EvaluationAllocationTest {
    private static final int ROUNDS = 100_000;

    @Test
    void aFlagWithoutRuleIsEvaluatedWithoutAllocating() {
        Evaluator evaluator = Published.evaluator(
                "{\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": \"on\"}}}");
        EvaluationContext context = Published.context("{\"targetingKey\": \"ann\", \"plan\": \"pro\"}");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertEquals(ROUNDS, count(evaluator, context));
        long before = threads.getCurrentThreadAllocatedBytes();
        int counted = count(evaluator, context);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(ROUNDS, counted);
        // What measuring itself allocates, far less than a byte for each round.
        assertTrue(bytes < ROUNDS / 10, () -> bytes + " bytes allocated in " + ROUNDS + " evaluations");
    }

    private static int count(Evaluator evaluator, EvaluationContext context) {
        int count = 0;
        for (int i = 0; i < ROUNDS; i++) {
            count += Boolean.TRUE.equals(evaluator.evaluate("f", context).value()) ? 1 : 0;
        }
        return count;
    }
}
