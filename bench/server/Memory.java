package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel says of a process's memory. */
final class Memory {
    private Memory() {}

    static long peakBytes(long process) throws IOException {
        return bytes(process, "VmHWM");
    }

    static long residentBytes(long process) throws IOException {
        return bytes(process, "VmRSS");
    }

    private static long bytes(long process, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kibibytes -> kibibytes << 10)
                    .findFirst()
                    .orElse(0);
        }
    }
}
