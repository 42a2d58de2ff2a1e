package dev.holdfast.control.flag.logic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.oracle.Oracle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds compiled rules to JsonLogic as its author's own program evaluates it. */
final class JsonLogicTest {
    private static final int RULES = 20_000;

    private static @Nullable Oracle oracle;

    @BeforeAll
    static void startOracle() {
        oracle = Oracle.start();
    }

    @AfterAll
    static void stopOracle() {
        Objects.requireNonNull(oracle).close();
    }

    static Stream<List<?>> cases() throws IOException {
        try (InputStream in = JsonLogicTest.class.getResourceAsStream("cases.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return ((List<?>) Objects.requireNonNull(Logic.json(text))).stream().map(one -> (List<?>) one);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ruleGivesWhatIsExpected(List<?> rule) {
        assertEquals(Logic.shown(rule.get(2)), Logic.shown(Logic.evaluate(rule.get(0), rule.get(1))));
    }

    /** A case that the reference does not pass would prove nothing. */
    @ParameterizedTest
    @MethodSource("cases")
    void theReferenceExpectsTheSame(List<?> rule) {
        assertEquals(Logic.shown(rule.get(2)), reference(rule.get(0), rule.get(1)));
    }

    @Test
    void everyOperatorOfJsonLogicHasACase() throws IOException {
        Set<String> missing = new TreeSet<>();
        String cases = cases().map(one -> Logic.shown(one.getFirst())).toList().toString();
        Set<Operator> flagd = Set.of(Operator.FRACTIONAL, Operator.SEM_VER, Operator.STARTS_WITH, Operator.ENDS_WITH);
        Arrays.stream(Operator.values())
                .filter(operator -> !flagd.contains(operator) && !cases.contains("{\"" + operator.symbol() + "\":"))
                .forEach(operator -> missing.add(operator.symbol()));
        assertEquals(Set.of(), missing);
    }

    @Test
    void randomRulesGiveWhatTheReferenceGives() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        RandomLogic random = new RandomLogic(new Random(seed));
        int refused = 0;
        for (int i = 0; i < RULES; i++) {
            Object rule = random.rule();
            Object data = random.data();
            String expected = reference(rule, data);
            if (expected == null) {
                refused++;
                continue;
            }
            String rules = "-Dholdfast.seed=" + seed + ", rule " + i + ": " + Logic.shown(rule) + " on " + Logic.shown(data);
            assertEquals(expected, Logic.shown(Logic.evaluate(rule, data)), rules);
        }
        int most = RULES / 10;
        int count = refused;
        assertTrue(count < most, () -> "the reference refused " + count + " rules, so that too little was compared (seed " + seed + ")");
    }

    @Test
    void anOperatorThatDoesNotExistIsRefusedWhenItIsCompiled() {
        assertThrows(IllegalArgumentException.class, () -> Logic.evaluate(Logic.json("{\"if\": [false, {\"nope\": []}]}"), null));
    }

    private static @Nullable String reference(@Nullable Object rule, @Nullable Object data) {
        var answer = Objects.requireNonNull(oracle).logic(rule, data);
        return answer.containsKey("error") ? null : Logic.shown(answer.get("value"));
    }
}
