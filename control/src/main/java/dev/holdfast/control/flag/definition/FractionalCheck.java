package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Checks the buckets and weights of {@code fractional}. */
final class FractionalCheck {
    private static final double LARGEST_TOTAL = Integer.MAX_VALUE;

    private final Problems problems;

    FractionalCheck(Problems problems) {
        this.problems = problems;
    }

    void check(List<?> given, IntFunction<Pointer> places) {
        int from = given.getFirst() instanceof List ? 0 : 1;
        if (from == 1 && !(given.getFirst() instanceof Map)) {
            problems.add(
                    places.apply(0),
                    "'fractional' assigns by what a rule gives for each user; a fixed value would assign everybody alike",
                    "write {\"var\": \"email\"}, or leave it out to assign by the targeting key");
        }
        if (given.size() == from) {
            problems.add(places.apply(0), "'fractional' has nothing to assign", "add a bucket for each variant, such as [\"on\", 10]");
            return;
        }
        double total = 0;
        for (int i = from; i < given.size(); i++) {
            total += weight(given.get(i), places.apply(i));
        }
        if (total <= 0) {
            problems.add(places.apply(from), "the weights add up to 0, so nobody is assigned anything", "give at least one bucket a weight");
        } else if (total > LARGEST_TOTAL && total < Double.POSITIVE_INFINITY) {
            problems.add(places.apply(from), "the weights add up to more than 2147483647", "use smaller ones in the same proportion");
        }
    }

    /** The weight, infinite if a rule gives it or if it is a problem of its own. */
    private double weight(@Nullable Object bucket, Pointer place) {
        if (!(bucket instanceof List<?> entry) || entry.isEmpty() || entry.size() > 2) {
            problems.add(place, "a bucket of 'fractional' is a list of a variant and its weight", "write [\"on\", 10]");
            return Double.POSITIVE_INFINITY;
        }
        if (entry.getFirst() instanceof List) {
            problems.add(place.to(0), "a bucket of 'fractional' begins with the name of a variant", "write [\"on\", 10]");
        }
        if (entry.size() == 1) {
            return 1;
        }
        return switch (entry.get(1)) {
            case Double number when number >= 0 && number == Math.rint(number) -> number;
            case Map<?, ?> rule -> Double.POSITIVE_INFINITY;
            case null, default -> {
                problems.add(place.to(1), "a weight is a whole number, 0 or more", "multiply all weights until they are whole");
                yield Double.POSITIVE_INFINITY;
            }
        };
    }
}
