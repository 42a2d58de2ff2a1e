package peers;

import java.nio.file.Path;
import java.util.List;

/** One command line and the directory it starts in. */
record Command(List<String> words, Path directory) {
    Command {
        words = List.copyOf(words);
    }

    static Command of(Path directory, String... words) {
        return new Command(List.of(words), directory);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
