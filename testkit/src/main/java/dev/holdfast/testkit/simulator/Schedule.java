package dev.holdfast.testkit.simulator;

import java.util.Random;

/**
 * Every choice of one run, drawn from one seed: who goes on, who crashes, which answer is lost, what the actors want. How often
 * the baton changes hands is itself drawn, because some defects need long stretches by one actor and others a quick alternation.
 */
final class Schedule {
    private static final double[] SWITCH_RATES = {0.02, 0.05, 0.1, 0.2, 0.4, 0.9};

    private final Random random;
    private final double switchRate;
    private final Faults faults;

    Schedule(long seed, Faults faults) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.switchRate = SWITCH_RATES[random.nextInt(SWITCH_RATES.length)];
        this.faults = random.nextInt(3) == 0 ? Faults.NONE : faults;
    }

    /** How often things go wrong, as chances per operation. */
    record Faults(double crash, double lostAnswer) {
        static final Faults NONE = new Faults(0, 0);
        static final Faults SOME = new Faults(0.004, 0.01);
    }

    /** Index of the actor that goes on; {@code current} is the one that holds the baton, or -1. */
    int next(int actors, int current) {
        return current >= 0 && random.nextDouble() >= switchRate ? current : random.nextInt(actors);
    }

    boolean crashes() {
        return faults.crash() > 0 && random.nextDouble() < faults.crash();
    }

    boolean losesAnswer() {
        return faults.lostAnswer() > 0 && random.nextDouble() < faults.lostAnswer();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    void fill(byte[] target) {
        random.nextBytes(target);
    }
}
