package dev.holdfast.control.experiment.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Many experiments made up by chance, at each of which somebody looks after every single unit.
 *
 * @param seed replays all of them
 * @param trials how many
 * @param units of each
 * @param lift by how much the variant's mean is higher
 */
record Trials(long seed, int trials, int units, Population population, double lift) {
    /** A seed of which the test says what it was. */
    static long seed(String test) {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        System.out.println(test + ": -Dholdfast.seed=" + seed);
        return seed;
    }

    /**
     * How often something was seen.
     *
     * @param ever the share of experiments in which it was, at any look
     * @param unitsUntil how many units it took on average, where it was
     */
    record Seen(double ever, double unitsUntil) {}

    /** What was seen, by the names of the signs. */
    record Outcome(Map<String, Seen> seen) {
        Seen of(String sign) {
            return Objects.requireNonNull(seen.get(sign), sign);
        }
    }

    /** Looks for several signs, by name, in the same experiments. */
    Outcome run(Map<String, Predicate<Comparison>> signs) {
        List<Predicate<Comparison>> order = List.copyOf(signs.values());
        SplittableRandom random = new SplittableRandom(seed);
        int[] seen = new int[order.size()];
        long[] until = new long[order.size()];
        for (int trial = 0; trial < trials; trial++) {
            int[] first = firstSeen(random.split(), order);
            for (int sign = 0; sign < first.length; sign++) {
                seen[sign] += first[sign] == 0 ? 0 : 1;
                until[sign] += first[sign];
            }
        }
        Map<String, Seen> outcome = new LinkedHashMap<>();
        int at = 0;
        for (String name : signs.keySet()) {
            Seen one = new Seen(seen[at] / (double) trials, until[at] / (double) Math.max(1, seen[at]));
            System.out.println("  " + name + ": " + one);
            outcome.put(name, one);
            at++;
        }
        return new Outcome(outcome);
    }

    /** After which unit each sign was seen first; 0 for never. */
    private int[] firstSeen(SplittableRandom random, List<Predicate<Comparison>> signs) {
        Moments control = Moments.NONE;
        Moments variant = Moments.NONE;
        int[] first = new int[signs.size()];
        for (int unit = 1; unit <= units && Arrays.stream(first).anyMatch(at -> at == 0); unit++) {
            if (random.nextBoolean()) {
                Population.Unit drawn = population.draw(random, lift);
                variant = variant.plus(drawn.value(), drawn.before());
            } else {
                Population.Unit drawn = population.draw(random, 0);
                control = control.plus(drawn.value(), drawn.before());
            }
            look(new Comparison(control, variant), unit, signs, first);
        }
        return first;
    }

    private void look(Comparison comparison, int unit, List<Predicate<Comparison>> signs, int[] first) {
        if (!population.readiness().isReached(comparison)) {
            return;
        }
        for (int sign = 0; sign < first.length; sign++) {
            if (first[sign] == 0 && signs.get(sign).test(comparison)) {
                first[sign] = unit;
            }
        }
    }
}
