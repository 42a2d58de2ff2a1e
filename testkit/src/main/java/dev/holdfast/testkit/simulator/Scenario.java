package dev.holdfast.testkit.simulator;

/**
 * Who takes part in a simulation.
 *
 * @param dataChunks number of different data chunks, from 2 to 16
 * @param shape how manifests reach data
 * @param parents whether backups pin parents
 * @param faults whether processes crash and answers get lost
 */
public record Scenario(
        int dataChunks, Shape shape, Beginning beginning, Parents parents, Weather faults, Backups backups, Others others) {

    /** How manifests reach data. */
    public enum Shape {
        /** Directly: the fewest steps. */
        FLAT,
        /** Over a root with two directories, which snapshots share where they are equal. */
        TREE
    }

    /** What there is at first: snapshots, each over all data, each with its own pack in the given state. */
    public record Beginning(int snapshots, Packs packs) {}

    /** The state of the packs at the beginning. Each holds a chunk that nobody needs. */
    public enum Packs {
        LIVE,
        /** Condemned by a collector that had to wait for a session which is gone now. */
        CONDEMNED
    }

    /** Whether backups pin parents. */
    public enum Parents {
        NEVER,
        SOMETIMES,
        ALWAYS
    }

    /** Whether things go wrong. */
    public enum Weather {
        FAIR,
        STORMY
    }

    /** Agents, and how many backups each makes one after another. */
    public record Backups(int agents, int each) {}

    /**
     * Everybody else.
     *
     * @param collections runs of each collector
     */
    public record Others(int collectors, int collections, int forgets, int expiries, int restores) {}

    /** The smallest world in which each defect shows; like the configurations of the model checker. */
    public static Scenario small(Backups backups, Others others) {
        Beginning beginning = new Beginning(1, Packs.LIVE);
        return new Scenario(2, Shape.FLAT, beginning, Parents.NEVER, Weather.FAIR, backups, others);
    }

    /** A bit of everything at once. */
    public static Scenario mixed() {
        return new Scenario(
                6,
                Shape.TREE,
                new Beginning(2, Packs.LIVE),
                Parents.SOMETIMES,
                Weather.STORMY,
                new Backups(3, 3),
                new Others(2, 4, 4, 3, 3));
    }

    public Scenario with(Parents policy) {
        return new Scenario(dataChunks, shape, beginning, policy, faults, backups, others);
    }

    public Scenario with(Weather weather) {
        return new Scenario(dataChunks, shape, beginning, parents, weather, backups, others);
    }

    public Scenario from(Beginning other) {
        return new Scenario(dataChunks, shape, other, parents, faults, backups, others);
    }
}
