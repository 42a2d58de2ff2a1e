package dev.holdfast.control.experiment;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Assignments that last as long as the program runs; for tests and trials. */
public final class MemoryAssignments implements Assignments {
    private final Map<Key, String> variants = new ConcurrentHashMap<>();

    private record Key(String experiment, String unit) {}

    @Override
    public Optional<String> first(String experiment, String unit) {
        return Optional.ofNullable(variants.get(new Key(experiment, unit)));
    }

    @Override
    public String keep(String experiment, String unit, String variant) {
        String earlier = variants.putIfAbsent(new Key(experiment, unit), variant);
        return earlier == null ? variant : earlier;
    }
}
