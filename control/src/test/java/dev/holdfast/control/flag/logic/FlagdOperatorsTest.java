package dev.holdfast.control.flag.logic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.json.Pointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators that flagd adds to JsonLogic. */
final class FlagdOperatorsTest {
    /** The vectors of smhasher's C++ for seed 0. */
    @ParameterizedTest
    @CsvSource({"'', 0", "a, 1009084850", "abc, 3017643002", "'Hello, world!', 3224780355", "The quick brown fox jumps over the lazy dog, 776992547"})
    void murmur3IsThePublishedOne(String text, long hash) {
        assertEquals(hash, Murmur3.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, =, 1.2.3, true", "1.2.3, =, v1.2.3, true", "1.2.3+a, =, 1.2.3+b, true", "1.2.3, !=, 1.2.4, true", "1.2.3-alpha, <, 1.2.3, true",
        "1.2.3-alpha.2, <, 1.2.3-alpha.10, true", "1.2.3-alpha.1, <, 1.2.3-alpha.beta, true", "1.2.3-alpha, <, 1.2.3-alpha.1, true",
        "2.0.0, >=, 1.9.9, true", "1.9.9, ^, 1.0.0, true", "2.0.0, ^, 1.9.9, false", "1.2.9, ~, 1.2.0, true", "1.3.0, ~, 1.2.9, false",
        "1.2, =, 1.2.0, true", "1, =, 1.0.0, true", "10.0.0, >, 9.0.0, true"
    })
    void versionsAreComparedAsSemverSays(String one, String relation, String other, boolean holds) {
        assertEquals(holds, Logic.evaluate(Map.of("sem_ver", List.of(Map.of("var", "v"), relation, other)), Map.of("v", one)));
        assertEquals(holds, Logic.evaluate(Map.of("sem_ver", List.of(one, relation, Map.of("var", "v"))), Map.of("v", other)));
    }

    @ParameterizedTest
    @CsvSource({"01.2.3", "1.2.3.4", "1.2.x", "latest", "''", "1.2.3-", "1.2.3-01"})
    void whatIsNoVersionMatchesNothing(String version) {
        assertEquals(null, Logic.evaluate(Map.of("sem_ver", List.of(Map.of("var", "v"), "!=", "1.0.0")), Map.of("v", version)));
    }

    @Test
    void textsAreComparedByTheirEnds() {
        Map<String, Object> data = Map.of("email", "ann@holdfast.dev", "n", 5.0);
        assertEquals(true, Logic.evaluate(Logic.json("{\"ends_with\": [{\"var\": \"email\"}, \"@holdfast.dev\"]}"), data));
        assertEquals(false, Logic.evaluate(Logic.json("{\"starts_with\": [{\"var\": \"email\"}, \"bob\"]}"), data));
        assertEquals(null, Logic.evaluate(Logic.json("{\"starts_with\": [{\"var\": \"n\"}, \"5\"]}"), data));
    }

    @Test
    void assignmentIsByFlagAndTargetingKeyUnlessSaidOtherwise() {
        Object rule = Logic.json("{\"fractional\": [[\"on\", 50], [\"off\", 50]]}");
        Object same = Logic.json("{\"fractional\": [{\"cat\": [{\"var\": \"$flagd.flagKey\"}, {\"var\": \"targetingKey\"}]}, [\"on\", 50], [\"off\", 50]]}");
        for (int user = 0; user < 200; user++) {
            Map<String, Object> data = Map.of("targetingKey", "user-" + user);
            assertEquals(assigned(rule, data), assigned(same, data));
        }
        assertEquals(null, assigned(rule, Map.of()));
    }

    @Test
    void raisingAPercentageOnlyAddsUsers() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int user = 0; user < 2_000; user++) {
            Map<String, Object> data = Map.of("targetingKey", Long.toString(random.nextLong(), 36));
            boolean before = false;
            for (int percent : new int[] {0, 1, 5, 25, 50, 99, 100}) {
                Object rule = Logic.json("{\"fractional\": [[\"on\", " + percent + "], [\"off\", " + (100 - percent) + "]]}");
                boolean now = "on".equals(assigned(rule, data));
                assertTrue(now || !before, () -> "a user was taken away again (-Dholdfast.seed=" + seed + ")");
                before = now;
            }
            assertTrue(before, "somebody is left out at 100 %");
        }
    }

    @Test
    void sharesAreWhatWeightsSay() {
        Object rule = Logic.json("{\"fractional\": [[\"a\", 70], [\"b\", 20], [\"c\", 9], [\"d\"]]}");
        Map<Object, Integer> counts = new HashMap<>();
        for (int user = 0; user < 100_000; user++) {
            counts.merge(String.valueOf(assigned(rule, Map.of("targetingKey", "user-" + user))), 1, Integer::sum);
        }
        // Within five standard deviations of a fair assignment.
        assertEquals(70_000, counts.getOrDefault("a", 0), 725);
        assertEquals(20_000, counts.getOrDefault("b", 0), 633);
        assertEquals(9_000, counts.getOrDefault("c", 0), 453);
        assertEquals(1_000, counts.getOrDefault("d", 0), 158);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[[\"a\", 0.5], [\"b\", 1]]", "[[\"a\", \"1\"]]", "[\"a\", \"b\"]", "[[]]", "[[\"a\", 1, 1]]", "[[\"a\", 0]]", "[[[\"a\"], 1]]",
        "[[\"a\", 2147483647], [\"b\", 1]]", "[]"
    })
    void whatCannotBeAssignedGivesNothing(String buckets) {
        assertEquals(null, assigned(Map.of("fractional", Objects.requireNonNull(Logic.json(buckets))), Map.of("targetingKey", "u")));
    }

    @Test
    void aRuleCanGiveVariantAndWeight() {
        Object rule = Logic.json("{\"fractional\": [[{\"var\": \"v\"}, {\"var\": \"w\"}], [\"off\", {\"-\": [0, 5]}]]}");
        assertEquals("x", assigned(rule, Map.of("targetingKey", "u", "v", "x", "w", 3.0)));
    }

    private static @Nullable Object assigned(@Nullable Object rule, Map<String, Object> data) {
        return new LogicCompiler().compile(rule, Pointer.ROOT).value(Scope.of(data, new Scope.Subject("flag", 0)));
    }
}
