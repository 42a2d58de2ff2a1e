package dev.holdfast.testkit.simulator;

/**
 * Who takes part in a simulation.
 *
 * @param dataChunks number of different data chunks, from 2 to 16
 * @param shape how manifests reach data
 * @param snapshots snapshots there are at the beginning, each over all data, the first one in one pack
 * @param parents whether backups pin parents
 * @param faults whether processes crash and answers get lost
 */
public record Scenario(
        int dataChunks, Shape shape, int snapshots, Parents parents, Weather faults, Backups backups, Others others) {

    /** How manifests reach data. */
    public enum Shape {
        /** Directly: the fewest steps. */
        FLAT,
        /** Over a root with two directories, which snapshots share where they are equal. */
        TREE
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
        return new Scenario(2, Shape.FLAT, 1, Parents.NEVER, Weather.FAIR, backups, others);
    }

    /** A bit of everything at once. */
    public static Scenario mixed() {
        return new Scenario(
                6, Shape.TREE, 2, Parents.SOMETIMES, Weather.STORMY, new Backups(3, 3), new Others(2, 4, 4, 3, 3));
    }

    public Scenario with(Parents policy) {
        return new Scenario(dataChunks, shape, snapshots, policy, faults, backups, others);
    }

    public Scenario with(Weather weather) {
        return new Scenario(dataChunks, shape, snapshots, parents, weather, backups, others);
    }
}
