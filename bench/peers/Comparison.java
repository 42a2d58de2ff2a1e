package peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The check, outside of any measurement, that a restored tree is what was backed up. */
final class Comparison {
    private final Stopwatch stopwatch;

    Comparison(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    /**
     * The differences, one a line, as rsync itemises them; empty when there are none. Holdfast is held to all
     * attributes, the others to names, kinds and content.
     */
    String differences(String program, Path source, Path target) {
        List<String> words = new ArrayList<>(List.of("rsync", "--checksum-choice=xxh128", "-i", "--delete"));
        words.add(program.equals("holdfast") ? "-nacAXH" : "-ncrl");
        words.add(source + "/");
        words.add(restoredRoot(source, target) + "/");
        return stopwatch.run(target, words.toArray(String[]::new));
    }

    /** Programs differ in how much of the source's path they lay below the target. */
    private static Path restoredRoot(Path source, Path target) {
        Path whole = target.resolve(source.getRoot().relativize(source));
        Path named = target.resolve(source.getFileName());
        return Files.exists(whole) ? whole : Files.exists(named) ? named : target;
    }
}
