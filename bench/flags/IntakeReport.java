import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of a run, when all senders have ended and the results have all units. */
final class IntakeReport {
    private static final long SLICE_NANOS = 30_000_000_000L;

    private final List<Reporter> reporters;
    private final List<Reporter.Acknowledged> acknowledged;
    private final Watch watch;

    IntakeReport(List<Reporter> reporters, Watch watch) {
        this.reporters = reporters;
        this.acknowledged = reporters.stream().flatMap(one -> one.acknowledged().stream()).toList();
        this.watch = watch;
    }

    /** Exposures that were acknowledged, each of a unit of its own. */
    long exposures() {
        return acknowledged.stream().filter(one -> one.kind() == Reporter.Kind.EXPOSURE).mapToLong(Reporter.Acknowledged::events).sum();
    }

    void slices(long start, int seconds) {
        say("");
        say("| seconds | exposures/s | metric events/s | a batch: median · 99 %% | results: median · longest | units that count | memory |");
        say("|---|---|---|---|---|---|---|");
        for (long from = 0; from < seconds * 1_000_000_000L; from += SLICE_NANOS) {
            long begin = start + from;
            long end = start + Math.min(from + SLICE_NANOS, seconds * 1_000_000_000L);
            slice(begin - start, end - start, acknowledged.stream().filter(one -> one.answeredNanos() >= begin && one.answeredNanos() < end).toList(),
                    watch.looks().stream().filter(one -> one.answeredNanos() >= begin && one.answeredNanos() < end).toList());
        }
    }

    private static void slice(long from, long to, List<Reporter.Acknowledged> batches, List<Watch.Look> looks) {
        double seconds = (to - from) / 1e9;
        long events = batches.stream().mapToLong(Reporter.Acknowledged::events).sum();
        long exposures = batches.stream().filter(one -> one.kind() == Reporter.Kind.EXPOSURE).mapToLong(Reporter.Acknowledged::events).sum();
        long[] took = batches.stream().mapToLong(Reporter.Acknowledged::tookNanos).sorted().toArray();
        long[] looked = looks.stream().mapToLong(Watch.Look::tookNanos).sorted().toArray();
        say("| %.0f–%.0f | %,.0f | %,.0f | %.0f ms · %.0f ms | %.0f ms · %.0f ms | %,d | %d MB |",
                from / 1e9, to / 1e9, exposures / seconds, (events - exposures) / seconds, part(took, 0.5), part(took, 0.99), part(looked, 0.5), part(looked, 1),
                looks.isEmpty() ? 0 : looks.getLast().units(), looks.isEmpty() ? 0 : looks.getLast().residentKilobytes() >> 10);
    }

    private static double part(long[] sortedNanos, double part) {
        return sortedNanos.length == 0 ? 0 : sortedNanos[(int) Math.min(sortedNanos.length - 1, sortedNanos.length * part)] / 1e6;
    }

    void totals(double cpuSeconds) {
        long events = acknowledged.stream().mapToLong(Reporter.Acknowledged::events).sum();
        say("");
        say("| | |");
        say("|---|---|");
        say("| acknowledged | %,d exposures and %,d metric events |", exposures(), events - exposures());
        say("| the server's processor time, an event | %.0f µs |", cpuSeconds * 1e6 / events);
        say("| told to wait | %,d times |", reporters.stream().mapToLong(Reporter::waited).sum());
        shown();
    }

    /** How long after it was due a unit was first seen in the results; units come in in the order in which they are due. */
    private void shown() {
        List<Reporter.Acknowledged> exposures = acknowledged.stream()
                .filter(one -> one.kind() == Reporter.Kind.EXPOSURE)
                .sorted(Comparator.comparing(Reporter.Acknowledged::time))
                .toList();
        List<Watch.Look> looks = watch.looks();
        List<Long> late = new ArrayList<>();
        long units = 0;
        int look = 0;
        for (Reporter.Acknowledged batch : exposures) {
            units += batch.events();
            while (look < looks.size() - 1 && looks.get(look).units() < units) {
                look++;
            }
            late.add(Duration.between(batch.time().plus(Reporter.BACK).plus(Intake.UNTIL_DUE), looks.get(look).answered()).toNanos());
        }
        long[] sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
        say("| a unit is in the results after its time: median · 99 %% · last | %.1f s · %.1f s · %.1f s |",
                part(sorted, 0.5) / 1e3, part(sorted, 0.99) / 1e3, part(sorted, 1) / 1e3);
        List<String> failures = looks.stream().map(Watch.Look::failure).filter(failure -> !failure.isEmpty()).distinct().toList();
        if (!failures.isEmpty()) {
            say("| results that were refused | %s |", failures);
        }
    }

    /** Every unit and every value that was acknowledged, once. */
    void check() {
        JsonNode view = watch.last();
        Map<String, Long> wanted = new TreeMap<>();
        reporters.forEach(one -> one.sums().forEach((name, sum) -> wanted.merge(name, sum, Long::sum)));
        Map<String, Long> found = new TreeMap<>();
        for (JsonNode metric : view.get("results").get("metrics")) {
            for (JsonNode variant : metric.get("variants")) {
                String name = variant.get("variant").asText();
                found.put(name, variant.get("units").asLong());
                // The results have the mean; of whole numbers the sum is exact as long as rounding is less than a half.
                found.put(name + "/" + metric.get("metric").asText(), Math.round(variant.get("mean").asDouble() * variant.get("units").asLong()));
            }
        }
        wanted.keySet().forEach(name -> found.putIfAbsent(name, 0L));
        found.keySet().forEach(name -> wanted.putIfAbsent(name, 0L));
        long lost = view.get("late_events").asLong() + view.get("dropped_events").asLong();
        if (!wanted.equals(found) || lost > 0) {
            throw new IllegalStateException("acknowledged: " + wanted + "\nin the results: " + found + "\nlate or dropped: " + lost);
        }
        long again = reporters.stream().mapToLong(Reporter::repeated).sum();
        say("| in the results | exactly what was acknowledged: %s; %,d batches were sent twice |", wanted, again);
    }

    static void say(String pattern, Object... values) {
        System.out.println(String.format(Locale.ROOT, pattern, values));
    }
}
