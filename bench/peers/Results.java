package peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Everything that was measured on one data set, all rounds. */
final class Results {
    /** What identifies a series of measurements: a step or a size, and a program. */
    record Key<T>(T subject, String program) {}

    private final String set;
    private final List<String> programs;
    private final Map<Key<Phase>, List<Cost>> costs = new LinkedHashMap<>();
    private final Map<Key<Size>, List<Long>> sizes = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private Tree source = new Tree(0, 0);
    private Limits limits = Limits.UNKNOWN;

    Results(String set, List<String> programs) {
        this.set = set;
        this.programs = List.copyOf(programs);
    }

    void describe(Tree tree, Limits computed) {
        source = tree;
        limits = computed;
    }

    void add(Phase phase, String program, Cost cost) {
        costs.computeIfAbsent(new Key<>(phase, program), key -> new ArrayList<>()).add(cost);
    }

    void add(Size size, String program, long bytes) {
        sizes.computeIfAbsent(new Key<>(size, program), key -> new ArrayList<>()).add(bytes);
    }

    void addFault(String fault) {
        faults.add(fault);
    }

    String set() {
        return set;
    }

    Tree source() {
        return source;
    }

    Limits limits() {
        return limits;
    }

    List<String> programs() {
        return programs;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    List<Cost> costs(Phase phase, String program) {
        return costs.getOrDefault(new Key<>(phase, program), List.of());
    }

    List<Long> sizes(Size size, String program) {
        return sizes.getOrDefault(new Key<>(size, program), List.of());
    }

    OptionalDouble wallSeconds(Phase phase, String program) {
        List<Cost> all = costs(phase, program);
        return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Cost.median(all).wallSeconds());
    }

    OptionalDouble bytes(Size size, String program) {
        List<Long> all = sizes(size, program);
        return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Cost.median(all, Long::doubleValue));
    }

    /** The highest memory of a program in any phase and round. */
    OptionalDouble peakBytes(String program) {
        return costs.entrySet().stream()
                .filter(entry -> entry.getKey().program().equals(program))
                .flatMap(entry -> entry.getValue().stream())
                .mapToDouble(Cost::peakBytes)
                .max();
    }
}
