package dev.holdfast.verify.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * The packaged Holdfast: assembled once for all tests from the jars that Maven packaged just before, or the one in the directory that
 * {@code -Dholdfast.home} names.
 */
public final class Program {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private Program() {}

    private static final class Packaged {
        private static final Path HOME = find();

        private static Path find() {
            String given = System.getProperty("holdfast.home");
            if (given != null) {
                return Path.of(given).toAbsolutePath();
            }
            try {
                return assembled();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Two processes run tests at a time: who comes second waits for what the first one makes. */
        private static Path assembled() throws IOException {
            Path home = PROJECT.resolve("verify/target/holdfast");
            Path made = PROJECT.resolve("verify/target/holdfast.of");
            Path lock = PROJECT.resolve("verify/target/holdfast.lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                String parts = parts();
                if (!Files.exists(home) || !Files.exists(made) || !Files.readString(made).equals(parts)) {
                    Outcome outcome = Processes.run(PROJECT, Map.of(), List.of("build/dist.sh", "assemble", home.toString()));
                    Assertions.assertEquals(0, outcome.code(), outcome::toString);
                    Files.writeString(made, parts);
                }
                return home;
            }
        }

        /** What it is made of, so that it is made anew when that has changed. */
        private static String parts() throws IOException {
            Path program = PROJECT.resolve("program/target");
            List<String> parts = new ArrayList<>();
            for (Path directory : List.of(program, program.resolve("lib"), PROJECT.resolve("build"), PROJECT.resolve("build/share"))) {
                try (Stream<Path> files = Files.list(directory)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        parts.add(PROJECT.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                    }
                }
            }
            return String.join("\n", parts);
        }
    }

    /** The launcher. */
    public static Path launcher() {
        return Packaged.HOME.resolve("bin/holdfast");
    }
}
