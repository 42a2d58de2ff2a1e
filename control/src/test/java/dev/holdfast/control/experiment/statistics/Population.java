package dev.holdfast.control.experiment.statistics;

import java.util.SplittableRandom;

/** Whom an experiment is made with: values of units, and what an effect does to them. A lift of 0.1 raises the mean by a tenth. */
enum Population {
    /** About as much of everything around 10. */
    NORMAL(Readiness.MEAN, 10) {
        @Override
        Unit draw(SplittableRandom random, double lift) {
            double before = random.nextGaussian();
            return new Unit(10 * (1 + lift) + 3 * (0.8 * before + 0.6 * random.nextGaussian()), before);
        }
    },
    /** One in ten does it. */
    CONVERSION(Readiness.PROPORTION, 0.1) {
        @Override
        Unit draw(SplittableRandom random, double lift) {
            boolean usually = random.nextInt(4) == 0;
            return new Unit(random.nextDouble() < (usually ? 0.25 : 0.05) * (1 + lift) ? 1 : 0, usually ? 1 : 0);
        }
    },
    /** One in five buys something, most of them little and a few very much. */
    SPENDING(Readiness.MEAN, 0.2 * 20 * Math.exp(0.5)) {
        @Override
        Unit draw(SplittableRandom random, double lift) {
            double inclination = random.nextGaussian();
            boolean buys = random.nextInt(5) == 0;
            double spent = 20 * (1 + lift) * Math.exp(0.8 * inclination + 0.6 * random.nextGaussian());
            return new Unit(buys ? spent : 0, Math.exp(0.8 * inclination));
        }
    };

    private final Readiness readiness;
    private final double mean;

    /** A unit: its value, and what was known of it before. */
    record Unit(double value, double before) {}

    Population(Readiness readiness, double mean) {
        this.readiness = readiness;
        this.mean = mean;
    }

    abstract Unit draw(SplittableRandom random, double lift);

    Readiness readiness() {
        return readiness;
    }

    double mean() {
        return mean;
    }
}
