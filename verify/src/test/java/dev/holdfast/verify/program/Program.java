package dev.holdfast.verify.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
            Path home = PROJECT.resolve("verify/target/holdfast");
            Outcome assembled = Processes.run(PROJECT, Map.of(), List.of("build/dist.sh", "assemble", home.toString()));
            Assertions.assertEquals(0, assembled.code(), assembled::toString);
            return home;
        }
    }

    /** The launcher. */
    public static Path launcher() {
        return Packaged.HOME.resolve("bin/holdfast");
    }
}
