package dev.holdfast.client.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that is shipped is one, with its comments and without. */
final class ExampleConfigTest {
    private static final Path EXAMPLE = Path.of("..", "build", "share", "agent.toml");
    private static final Map<String, String> ENVIRONMENT = Map.of("CREDENTIALS_DIRECTORY", "/run/credentials");

    @Test
    void theExampleIsSound() {
        assertEquals(1, ConfigFile.read(EXAMPLE, ENVIRONMENT).schedules().size());
    }

    @Test
    void whatItsCommentsShowIsSoundToo(@TempDir Path directory) throws IOException {
        String all = Files.readAllLines(EXAMPLE).stream()
                .filter(line -> !line.contains("fingerprint") && !line.contains("repository ="))
                .map(line -> line.replaceFirst("^# (\\[|[a-z_]+ = )", "$1"))
                .collect(Collectors.joining("\n"));
        AgentConfig config = ConfigFile.read(Files.writeString(directory.resolve("agent.toml"), all), ENVIRONMENT);
        assertEquals(RetryRules.DEFAULT, config.retries());
        assertEquals(RestoreRules.DEFAULT, config.restore());
        assertEquals("the machine's own name", config.host().orElseThrow());
    }
}
