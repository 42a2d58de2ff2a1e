package dev.holdfast.control.experiment;

/**
 * A metric that must not get worse, whatever else gets better. For values that are not negative.
 *
 * @param metric what must not get worse
 * @param margin by which part of the control's mean it may get worse without anybody minding, such as 0.02
 */
public record Guardrail(Metric metric, double margin) {
    public Guardrail {
        if (!(margin > 0 && margin < 1)) {
            throw new IllegalArgumentException("the margin of a guardrail is a part of the control's mean, between 0 and 1");
        }
    }

    /** How many times the mean of the control is just tolerable. */
    double tolerable() {
        return metric.better() == Metric.Better.HIGHER ? 1 - margin : 1 + margin;
    }
}
