package server;

import java.util.Arrays;

/** What came of the requests of one phase, by the moment each should have been sent. Belongs to the load's thread. */
final class Tally {
    private static final long BUCKET_NANOS = 100_000_000L;
    private static final long BUCKETS_A_SECOND = 1_000_000_000L / BUCKET_NANOS;
    private static final int STEPS = 10_000;

    private final long startNanos;
    private final long deadlineNanos;
    private final int[] offered;
    private final int[] good;
    /** How many good answers took so many ten-thousandths of the deadline. */
    private final int[] latency = new int[STEPS + 1];

    private final long[] lagNanos = new long[1 << 20];
    private int lags;
    private long refusals;
    private long late;
    private long broken;
    private long wrong;

    Tally(long startNanos, double seconds, long deadlineNanos) {
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.offered = new int[(int) (seconds * BUCKETS_A_SECOND) + 2];
        this.good = new int[offered.length];
    }

    private int bucket(long due) {
        return (int) Math.clamp((due - startNanos) / BUCKET_NANOS, 0, offered.length - 1);
    }

    void offered(long due) {
        offered[bucket(due)]++;
    }

    /** Notes that the load came to a request so much after it was due. */
    void lag(long nanos) {
        lagNanos[lags++ & lagNanos.length - 1] = nanos;
    }

    void good(long due, long now) {
        if (now - due > deadlineNanos) {
            late++;
            return;
        }
        good[bucket(due)]++;
        latency[(int) ((now - due) * STEPS / deadlineNanos)]++;
    }

    /** An answer that says that the server has too much to do. */
    void refused() {
        refusals++;
    }

    void late() {
        late++;
    }

    void broken() {
        broken++;
    }

    void wrong() {
        wrong++;
    }

    long refusals() {
        return refusals;
    }

    long lateCount() {
        return late;
    }

    long brokenCount() {
        return broken;
    }

    long wrongCount() {
        return wrong;
    }

    long offeredCount() {
        return Arrays.stream(offered).asLongStream().sum();
    }

    long goodCount() {
        return Arrays.stream(good).asLongStream().sum();
    }

    /** The deadline within which this share of the good answers came, in milliseconds. */
    double latencyMillis(double share) {
        long wanted = Math.round(goodCount() * share);
        long seen = 0;
        for (int i = 0; i <= STEPS; i++) {
            seen += latency[i];
            if (seen >= wanted) {
                return (i + 1) * (deadlineNanos / 1e6) / STEPS;
            }
        }
        return deadlineNanos / 1e6;
    }

    /** The lag of the load itself behind its schedule that this share of requests did not exceed, in milliseconds. */
    double lagMillis(double share) {
        long[] sorted = Arrays.copyOf(lagNanos, Math.min(lags, lagNanos.length));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))] / 1e6;
    }

    /**
     * Seconds from the start to the first second in which so much of what was offered was answered well, and that goes on in the second
     * after it; negative if there is none.
     */
    double recoverySeconds(double share) {
        int second = (int) BUCKETS_A_SECOND;
        for (int from = 0; from + 2 * second <= offered.length - 1; from++) {
            if (share(from, from + second) >= share && share(from + second, from + 2 * second) >= share) {
                return from / (double) BUCKETS_A_SECOND;
            }
        }
        return -1;
    }

    private double share(int from, int to) {
        long asked = Arrays.stream(offered, from, to).asLongStream().sum();
        return asked == 0 ? 0 : Arrays.stream(good, from, to).asLongStream().sum() / (double) asked;
    }
}
