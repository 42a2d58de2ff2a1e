package dev.holdfast.control.experiment.statistics;

/** All numbers from {@code lower} to {@code upper}. */
public record Interval(double lower, double upper) {
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("an interval that ends before it begins");
        }
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    public double width() {
        return upper - lower;
    }
}
