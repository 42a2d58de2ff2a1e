package dev.holdfast.client.cli.output;

import dev.holdfast.engine.text.Figures;
import java.time.Duration;

/** The text of the live line: elapsed time, items, bytes, rate, what is left, problems, and the current item in the space that remains. */
final class ProgressLine {
    private static final int SHORTEST_CURRENT = 8;
    /** Before that an estimate of the time left jumps about too much to be worth reading. */
    private static final Duration FIRST_ESTIMATE = Duration.ofSeconds(2);

    private ProgressLine() {}

    static String format(ProgressView view, Duration elapsed, int columns) {
        StringBuilder line = new StringBuilder("[" + clock(elapsed) + "]  " + view.items());
        if (view.bytes() > 0 || view.totalBytes() > 0) {
            line.append("  ").append(Figures.bytes(view.bytes()));
            if (view.totalBytes() >= view.bytes() && view.totalBytes() > 0) {
                line.append(" of ").append(Figures.bytes(view.totalBytes()));
                line.append("  ").append(Figures.percent(view.bytes(), view.totalBytes()));
            }
            line.append("  ").append(Figures.rate(view.bytes(), elapsed));
            line.append(left(view, elapsed));
        }
        if (view.problems() > 0) {
            line.append("  ").append(Figures.count(view.problems(), "problem", "problems"));
        }
        // The last column stays free: writing there makes some terminals wrap.
        int room = columns - 1 - Columns.of(line.toString()) - 2;
        if (!view.current().isEmpty() && room >= SHORTEST_CURRENT) {
            line.append("  ").append(Columns.truncateStart(view.current(), room));
        }
        return Columns.truncate(line.toString(), columns - 1);
    }

    private static String left(ProgressView view, Duration elapsed) {
        boolean known = view.totalBytes() > view.bytes() && view.bytes() > 0 && elapsed.compareTo(FIRST_ESTIMATE) >= 0;
        if (!known) {
            return "";
        }
        double seconds = elapsed.toNanos() / 1e9 * (view.totalBytes() - view.bytes()) / view.bytes();
        return "  ETA " + clock(Duration.ofSeconds((long) Math.ceil(seconds)));
    }

    private static String clock(Duration time) {
        String minutes = time.toMinutesPart() + ":" + (time.toSecondsPart() < 10 ? "0" : "") + time.toSecondsPart();
        if (time.toHours() == 0) {
            return minutes;
        }
        return time.toHours() + ":" + (time.toMinutesPart() < 10 ? "0" : "") + minutes;
    }
}
