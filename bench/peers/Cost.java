package peers;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * What a run took: elapsed seconds, processor seconds of the program and all children it waited for, and the
 * resident bytes of its largest process at their highest.
 */
record Cost(double wallSeconds, double cpuSeconds, long peakBytes) {
    static final Cost NONE = new Cost(0, 0, 0);

    /** The cost of this run followed by another: times add up, the memory is that of the greater one. */
    Cost then(Cost next) {
        return new Cost(
                wallSeconds + next.wallSeconds, cpuSeconds + next.cpuSeconds, Math.max(peakBytes, next.peakBytes));
    }

    /** The medians of each quantity by itself. */
    static Cost median(Collection<Cost> costs) {
        return new Cost(
                median(costs, Cost::wallSeconds),
                median(costs, Cost::cpuSeconds),
                (long) median(costs, Cost::peakBytes));
    }

    static <T> double median(Collection<T> values, ToDoubleFunction<T> quantity) {
        double[] sorted = values.stream().mapToDouble(quantity).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
