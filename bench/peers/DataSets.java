package peers;

import java.nio.file.Path;
import java.util.List;

/** The four data sets by name. */
final class DataSets {
    static final List<String> NAMES = List.of("real", "large", "sparse", "tiny");

    private DataSets() {}

    /** Makes a set by its name; {@code scale} 1 is the size that the targets are meant for. */
    static DataSet named(String name, double scale, Path cache, Stopwatch stopwatch) {
        return switch (name) {
            case "real" -> new RealTree(scale, cache, stopwatch);
            case "large" -> LargeFiles.scaled(scale, 5);
            case "sparse" -> SparseImage.scaled(scale);
            case "tiny" -> new TinyFiles((int) (300_000 * scale), 7);
            default -> throw new IllegalArgumentException("unknown data set: " + name);
        };
    }
}
