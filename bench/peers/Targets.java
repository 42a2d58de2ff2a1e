package peers;

import java.util.OptionalDouble;

/** What Holdfast sets out to reach, as greatest ratios to a peer, and its greatest resident memory. */
final class Targets {
    static final long PEAK_BYTES = 350_000_000;

    private Targets() {}

    /** The part of the faster peer's time that a phase may take on a data set. */
    static OptionalDouble wall(String set, Phase phase) {
        boolean tiny = set.equals("tiny");
        return switch (phase) {
            case FIRST -> OptionalDouble.of(tiny ? 0.30 : 0.40);
            case UNCHANGED -> OptionalDouble.of(tiny ? 0.15 : 0.50);
            case LIST -> OptionalDouble.of(1.20);
            case RESTORE -> OptionalDouble.of(0.50);
            case CHECK -> OptionalDouble.of(0.60);
            case PRUNE -> OptionalDouble.of(1.00);
            case INIT, CHANGED -> OptionalDouble.empty();
        };
    }

    /** The multiple that a size may have of the reference: restic's, or for new bytes the smaller peer's. */
    static OptionalDouble size(Size size) {
        return switch (size) {
            case FIRST -> OptionalDouble.of(1.08);
            case GROWTH -> OptionalDouble.of(0.40);
            case PRUNED -> OptionalDouble.empty();
        };
    }

    /** The smallest time of the peers; for the list of snapshots it is Borg that sets the mark. */
    static OptionalDouble reference(Results results, Phase phase) {
        return results.programs().stream()
                .filter(program -> !program.equals("holdfast"))
                .filter(program -> phase != Phase.LIST || program.equals("borg"))
                .map(program -> results.wallSeconds(phase, program))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }

    static OptionalDouble reference(Results results, Size size) {
        return results.programs().stream()
                .filter(program -> !program.equals("holdfast"))
                .filter(program -> size == Size.GROWTH || program.equals("restic"))
                .map(program -> results.bytes(size, program))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }
}
