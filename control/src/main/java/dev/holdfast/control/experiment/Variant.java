package dev.holdfast.control.experiment;

/**
 * One of the alternatives.
 *
 * @param name of the flag's variant
 * @param weight the part of the units that should get it, in relation to the weights of the others
 */
public record Variant(String name, int weight) {
    private static final int HEAVIEST = 1_000_000;

    public Variant {
        Names.require(name, "a variant");
        if (weight < 1 || weight > HEAVIEST) {
            throw new IllegalArgumentException("a variant's weight is 1 to " + HEAVIEST);
        }
    }
}
