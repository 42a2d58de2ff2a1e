package dev.holdfast.verify.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.verify.packaged.Distribution.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service manager understands every line of the units that are shipped. */
final class UnitFilesTest {
    private static final Path SHARE = Path.of("..", "build", "share");
    private static final String PROGRAM = "/opt/holdfast/bin/holdfast";

    @ParameterizedTest
    @ValueSource(strings = {"holdfast-agent.service", "holdfast-server.service"})
    void everyLineIsUnderstood(String name, @TempDir Path temporary) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd-analyze here");
        // The place of the program is the one thing that need not be there.
        String unit = Files.readString(SHARE.resolve(name)).replace(PROGRAM, "/bin/true");
        Files.writeString(temporary.resolve(name), unit);
        Result result = Distribution.run(temporary, Map.of(), List.of("systemd-analyze", "verify", temporary.resolve(name).toString()));
        assertEquals("", result.output() + result.errors());
        assertEquals(0, result.exitCode());
    }
}
