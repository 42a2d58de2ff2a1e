package dev.holdfast.server.experiment;

/**
 * What became of a batch.
 *
 * @param counted events that at least one experiment wrote down
 * @param ignored events that none is waiting for, or that came too late for all
 * @param repeated whether the whole batch had arrived before and was not looked at
 */
public record Receipt(int counted, int ignored, boolean repeated) {
    static final Receipt REPEATED = new Receipt(0, 0, true);
}
