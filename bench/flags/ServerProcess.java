import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The server's process, seen from outside. */
record ServerProcess(long id) {
    /** The processor time it has used. */
    double cpuSeconds() {
        return ProcessHandle.of(id).orElseThrow().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** The memory it takes now. */
    long residentKilobytes() throws IOException {
        return kilobytes("VmRSS");
    }

    /** The most memory it ever took. */
    long peakKilobytes() throws IOException {
        return kilobytes("VmHWM");
    }

    private long kilobytes(String label) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + id + "/status"))) {
            return lines.filter(line -> line.startsWith(label)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
        }
    }

    /** The server's objects that are in use, after a collection of all others. */
    long liveKilobytes() throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(tool.toString(), String.valueOf(id), "GC.class_histogram").start();
        String last;
        try (var lines = histogram.inputReader()) {
            last = lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
        }
        histogram.waitFor();
        return Long.parseLong(last.strip().split("\\s+")[2]) / 1024;
    }
}
