package dev.holdfast.verify.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A packaged Holdfast in a directory of its own, and the means to run programs in it. */
record Distribution(Path home) {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** What a program wrote and how it ended. */
    record Result(int exitCode, String output, String errors) {}

    /** Assembles one from the jars that Maven packaged just before. */
    static Distribution assemble(Path home) throws IOException, InterruptedException {
        Result result = run(PROJECT, Map.of(), List.of("build/dist.sh", "assemble", home.toString()));
        assertEquals(0, result.exitCode(), result::errors);
        return new Distribution(home);
    }

    /** A second one that a test may damage; the time stamps stay, because the start-up cache depends on them. */
    Distribution copy(Path target) throws IOException, InterruptedException {
        Result result = run(PROJECT, Map.of(), List.of("cp", "-a", home.toString(), target.toString()));
        assertEquals(0, result.exitCode(), result::errors);
        return new Distribution(target);
    }

    Path programs() {
        return home.resolve("bin");
    }

    Path startupCache() {
        return home.resolve("lib/holdfast.aot");
    }

    Result holdfast(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(home, environment, Stream.concat(Stream.of(programs().resolve("holdfast").toString()), Stream.of(arguments)).toList());
    }

    static Result run(Path directory, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("holdfast-test", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
