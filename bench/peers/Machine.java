package peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The machine and the programs that the figures hold for, one fact a line. */
record Machine(List<String> facts) {
    private static final int BLOCKS = 1024;

    static Machine describe(Path directory, List<Program> programs, Stopwatch stopwatch) throws IOException {
        List<String> facts = new ArrayList<>();
        facts.add("processor: %d cores, %s".formatted(
                Runtime.getRuntime().availableProcessors(), line("/proc/cpuinfo", "model name")));
        facts.add("memory: %s; kernel: %s".formatted(
                line("/proc/meminfo", "MemTotal"), stopwatch.run(directory, "uname", "-sr").strip()));
        facts.add("disk: %s, 1 GiB written and synchronised at %s"
                .formatted(Files.getFileStore(directory).type(), Quantity.rate(writeRate(directory))));
        for (Program program : programs) {
            Files.createDirectories(program.site().home());
            stopwatch.time(List.of(program.version()), program.environment());
            facts.add("program: " + stopwatch.lastOutput().lines().findFirst().orElse(program.name()));
        }
        return new Machine(List.copyOf(facts));
    }

    private static String line(String file, String label) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static double writeRate(Path directory) throws IOException {
        Path file = directory.resolve("written");
        ByteBuffer block = Content.NOISE.bytes(1 << 20, new SplittableRandom(3));
        long startNanos = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < BLOCKS; i++) {
                channel.write(block.clear());
            }
            channel.force(false);
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Files.delete(file);
        return BLOCKS * (double) block.capacity() / seconds;
    }
}
