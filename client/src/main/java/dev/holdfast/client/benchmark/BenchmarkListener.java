package dev.holdfast.client.benchmark;

/** Hears how far a benchmark has come. */
@FunctionalInterface
public interface BenchmarkListener {
    /**
     * A step begins.
     *
     * @param step what is measured now
     * @param done how many steps are done
     * @param of how many there are
     */
    void measuring(String step, int done, int of);
}
