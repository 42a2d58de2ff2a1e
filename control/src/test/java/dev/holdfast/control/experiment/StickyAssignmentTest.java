package dev.holdfast.control.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StickyAssignmentTest {
    private static final Metric METRIC = new Metric("m", Metric.Kind.SUM, Metric.Better.HIGHER, Optional.empty());

    private static Experiment experiment(Plan.Assignment assignment, String... variants) {
        List<Variant> all = Arrays.stream(variants).map(name -> new Variant(name, 1)).toList();
        return new Experiment("e", "f", all, new Measures(METRIC, List.of(), List.of()), new Plan("targetingKey", assignment, 1, 1_000));
    }

    @Test
    void aUnitKeepsItsFirstVariantWhateverTheRuleSaysLater() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> variants = List.of("a", "b", "c");
        Experiment experiment = experiment(Plan.Assignment.STICKY, "a", "b", "c");
        StickyAssignment sticky = new StickyAssignment(new MemoryAssignments());
        Map<String, String> first = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String unit = "u" + random.nextInt(2_000);
            String evaluated = variants.get(random.nextInt(3));
            first.putIfAbsent(unit, evaluated);
            assertEquals(
                    first.get(unit), sticky.variant(experiment, Optional.of(unit), evaluated), () -> "-Dholdfast.seed=" + seed + " " + unit);
        }
    }

    @Test
    void withoutItTheRuleDecidesEachTime() {
        StickyAssignment sticky = new StickyAssignment(new MemoryAssignments());
        Experiment experiment = experiment(Plan.Assignment.BY_RULE, "a", "b");
        assertEquals("a", sticky.variant(experiment, Optional.of("u"), "a"));
        assertEquals("b", sticky.variant(experiment, Optional.of("u"), "b"));
    }

    @Test
    void aVariantOutsideOfTheExperimentIsNotKept() {
        StickyAssignment sticky = new StickyAssignment(new MemoryAssignments());
        Experiment experiment = experiment(Plan.Assignment.STICKY, "a", "b");
        assertEquals("off", sticky.variant(experiment, Optional.of("u"), "off"));
        assertEquals("b", sticky.variant(experiment, Optional.of("u"), "b"));
        assertEquals("b", sticky.variant(experiment, Optional.of("u"), "a"));
    }

    @Test
    void aVariantThatIsGoneIsReplacedAndComesBackWithIt() {
        StickyAssignment sticky = new StickyAssignment(new MemoryAssignments());
        assertEquals("b", sticky.variant(experiment(Plan.Assignment.STICKY, "a", "b"), Optional.of("u"), "b"));
        assertEquals("a", sticky.variant(experiment(Plan.Assignment.STICKY, "a", "c"), Optional.of("u"), "a"));
        assertEquals("b", sticky.variant(experiment(Plan.Assignment.STICKY, "a", "b"), Optional.of("u"), "a"));
    }

    @Test
    void whoHasNoNameKeepsNothing() {
        StickyAssignment sticky = new StickyAssignment(new MemoryAssignments());
        Experiment experiment = experiment(Plan.Assignment.STICKY, "a", "b");
        assertEquals("a", sticky.variant(experiment, Optional.empty(), "a"));
        assertEquals("b", sticky.variant(experiment, Optional.empty(), "b"));
    }

    @Test
    void askedAtOnceByManyAllGetTheSame() throws InterruptedException {
        MemoryAssignments assignments = new MemoryAssignments();
        StickyAssignment sticky = new StickyAssignment(assignments);
        Experiment experiment = experiment(Plan.Assignment.STICKY, "a", "b");
        List<String> given = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String evaluated = i % 2 == 0 ? "a" : "b";
            threads.add(Thread.startVirtualThread(() -> given.add(sticky.variant(experiment, Optional.of("u"), evaluated))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(assignments.first("e", "u").orElseThrow()), given.stream().distinct().toList());
        assertEquals(16, given.size());
    }
}
