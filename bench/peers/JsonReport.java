package peers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every single measurement, for other programs to read. */
final class JsonReport {
    private JsonReport() {}

    static String of(String call, Machine machine, List<Results> all) {
        Map<String, Object> report = new TreeMap<>();
        report.put("call", call);
        report.put("machine", machine.facts());
        report.put("sets", all.stream().map(JsonReport::set).toList());
        return json(report) + "\n";
    }

    private static Map<String, Object> set(Results results) {
        Map<String, Object> set = new TreeMap<>();
        set.put("name", results.set());
        set.put("files", results.source().files());
        set.put("bytes", results.source().bytes());
        set.put("limitSeconds", Map.of(
                "first", results.limits().firstSeconds(),
                "unchanged", results.limits().unchangedSeconds(),
                "restore", results.limits().restoreSeconds()));
        set.put("faults", results.faults());
        for (String program : results.programs()) {
            set.put(program, program(results, program));
        }
        return set;
    }

    private static Map<String, Object> program(Results results, String program) {
        Map<String, Object> series = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            series.put(phase.name().toLowerCase(Locale.ROOT),
                    results.costs(phase, program).stream().map(JsonReport::cost).toList());
        }
        for (Size size : Size.values()) {
            series.put("bytes" + size.name().charAt(0) + size.name().substring(1).toLowerCase(Locale.ROOT),
                    results.sizes(size, program));
        }
        return series;
    }

    private static Map<String, Object> cost(Cost cost) {
        return new TreeMap<>(Map.of(
                "wallSeconds", cost.wallSeconds(), "cpuSeconds", cost.cpuSeconds(), "peakBytes", cost.peakBytes()));
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(JsonReport::json).collect(Collectors.joining(", ", "[", "]"));
            case Double number -> Quantity.format("%.4f", number);
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(c == '"' || c == '\\' || c < ' '
                ? Quantity.format("\\u%04x", c)
                : String.valueOf((char) c)));
        return quoted.append('"').toString();
    }
}
