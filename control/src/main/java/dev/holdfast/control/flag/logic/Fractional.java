package dev.holdfast.control.flag.logic;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code fractional}: a pseudorandom but lasting assignment. The hash of the value assigned by, as a fraction of 2^32, is the place on a
 * line on which each bucket is as long as its weight.
 *
 * <p>This is flagd's third form of the operator, in which weights are any whole numbers and the place is calculated exactly
 * ({@code hash * total >> 32}). A weight below 0 counts as 0. Whatever cannot be assigned is nothing, so that the default applies.
 */
record Fractional(Node[] arguments) implements Node {
    private static final long LARGEST_TOTAL = Integer.MAX_VALUE;

    static Node of(List<Node> arguments) {
        Fractional general = new Fractional(arguments.toArray(Node[]::new));
        boolean byKey = !arguments.isEmpty() && arguments.getFirst() instanceof Constant;
        List<Node> buckets = byKey || arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        if (!Constant.all(buckets)) {
            return general;
        }
        Object[] variants = new Object[buckets.size()];
        long[] ends = new long[buckets.size()];
        boolean sound = fill(index -> ((Constant) buckets.get(index)).constant(), variants, ends);
        return sound && buckets.size() > 0 ? new Fixed(byKey ? null : arguments.getFirst(), variants, ends, general) : general;
    }

    /** The usual form, whose buckets stand in the rule. */
    record Fixed(@Nullable Node by, Object[] variants, long[] ends, Fractional general) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            if (by == null) {
                Object key = scope.targetingKey();
                return Coercion.truthy(key) ? at(scope.subject().flagKey() + Coercion.text(key), variants, ends, scope) : null;
            }
            return by.value(scope) instanceof String text ? at(text, variants, ends, scope) : general.value(scope);
        }

        @Override
        public boolean assigns(Scope scope) {
            return true;
        }
    }

    @Override
    public @Nullable Object value(Scope scope) {
        Object first = arguments.length == 0 ? null : arguments[0].value(scope);
        if (first instanceof String by) {
            return assigned(by, 1, null, scope);
        }
        Object key = scope.targetingKey();
        return Coercion.truthy(key) ? assigned(scope.subject().flagKey() + Coercion.text(key), 0, first, scope) : null;
    }

    @Override
    public boolean assigns(Scope scope) {
        return true;
    }

    private @Nullable Object assigned(String by, int from, @Nullable Object first, Scope scope) {
        Object[] variants = new Object[arguments.length - from];
        long[] ends = new long[variants.length];
        // The first argument was evaluated already, to find out what it is.
        boolean sound = fill(index -> index == 0 && from == 0 ? first : arguments[from + index].value(scope), variants, ends);
        return sound ? at(by, variants, ends, scope) : null;
    }

    /** Lays the buckets on the line; false if that cannot be done. */
    private static boolean fill(IntFunction<@Nullable Object> buckets, Object[] variants, long[] ends) {
        long total = 0;
        for (int i = 0; i < variants.length; i++) {
            if (!(buckets.apply(i) instanceof List<?> entry) || !isBucket(entry)) {
                return false;
            }
            variants[i] = entry.getFirst();
            total += entry.size() == 2 ? Math.max(0, ((Double) entry.get(1)).longValue()) : 1;
            ends[i] = total;
            if (total > LARGEST_TOTAL) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object at(String by, Object[] variants, long[] ends, Scope scope) {
        long total = ends.length == 0 ? 0 : ends[ends.length - 1];
        long place = Murmur3.of(by) * total >>> 32;
        for (int i = 0; i < ends.length; i++) {
            if (place < ends[i]) {
                scope.split();
                return variants[i];
            }
        }
        return null;
    }

    private static boolean isBucket(List<?> entry) {
        if (entry.isEmpty() || entry.size() > 2) {
            return false;
        }
        Object variant = entry.getFirst();
        boolean named = variant == null || variant instanceof String || variant instanceof Double || variant instanceof Boolean;
        return named && (entry.size() == 1 || (entry.get(1) instanceof Double weight && weight == Math.rint(weight) && !weight.isInfinite()));
    }
}
