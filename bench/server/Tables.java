package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as it is printed, and as it stands in the documents between two marks. */
final class Tables {
    private final String name;
    private final List<String> lines = new ArrayList<>();

    /** @param name which marks it stands between: {@code <!-- NAME: begin -->} and {@code <!-- NAME: end -->} */
    Tables(String name) {
        this.name = name;
    }

    void add(String pattern, Object... values) {
        String line = values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values);
        lines.add(line);
        System.out.println(line);
    }

    /** The machine that the figures hold for. */
    void machine() throws IOException {
        // Not what Java says, which is how many of them this process may use.
        try (var facts = Files.lines(Path.of("/proc/cpuinfo"))) {
            add("- processor: %d cores, %s", facts.filter(line -> line.startsWith("processor")).count(), fact("/proc/cpuinfo", "model name"));
        }
        add("- memory: %s; kernel: %s", fact("/proc/meminfo", "MemTotal"), System.getProperty("os.version"));
    }

    private static String fact(String file, String label) throws IOException {
        try (var facts = Files.lines(Path.of(file))) {
            return facts.filter(line -> line.startsWith(label))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** Writes the report to a file; in one that has the two marks, only what stands between them is replaced. */
    void write(Path file) throws IOException {
        String report = String.join("\n", lines) + "\n";
        String old = Files.exists(file) ? Files.readString(file) : "";
        String first = "<!-- " + name + ": begin -->";
        int begin = old.indexOf(first);
        int end = old.indexOf("<!-- " + name + ": end -->");
        Files.writeString(file, begin < 0 || end < begin
                ? report
                : old.substring(0, begin + first.length()) + "\n" + report + old.substring(end));
    }
}
