package dev.holdfast.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.CommandRun.Outcome;
import dev.holdfast.client.cli.invocation.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a user runs it, with a repository in a directory. */
@Timeout(120)
final class AgentCommandsTest {
    private final Path directory;

    AgentCommandsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void makeRepositorySourceAndConfiguration() throws IOException {
        Files.createDirectories(directory.resolve("source"));
        Files.writeString(directory.resolve("source/kept.txt"), "some text");
        Files.writeString(directory.resolve("source/left.tmp"), "other text");
        assertEquals(0, command().run("init", "--repo", repository(), "--encryption", "none").code());
        Files.writeString(directory.resolve("agent.toml"), """
                repository = "repository"
                host = "ann"
                state_directory = "state"

                [[schedule]]
                name = "source"
                when = "monthly 1 04:00"
                paths = ["%s"]
                exclude = ["*.tmp"]
                tags = ["by-agent"]
                before = ["echo before >> %s"]
                after = ["echo $HOLDFAST_OUTCOME >> %s"]
                """.formatted(directory.resolve("source"), directory.resolve("hooks"), directory.resolve("hooks")));
    }

    private String repository() {
        return directory.resolve("repository").toString();
    }

    private CommandRun command() {
        return new CommandRun(directory);
    }

    /** An output that can be waited for. */
    private static final class Watched extends OutputStream {
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int value) {
            seen.write(value);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            seen.write(bytes, offset, length);
            notifyAll();
        }

        synchronized String await(String text) throws InterruptedException {
            while (!seen.toString(StandardCharsets.UTF_8).contains(text)) {
                TimeUnit.SECONDS.timedWait(this, 1);
            }
            return seen.toString(StandardCharsets.UTF_8);
        }
    }

    private String runUntil(String text) throws InterruptedException {
        Interruption interruption = new Interruption();
        Watched output = new Watched();
        Thread thread = new Thread(() -> command().interruptedBy(interruption).runInto(output, "agent", "run", "--config", "agent.toml", "--json"));
        thread.start();
        String seen = output.await(text);
        interruption.wish();
        thread.join();
        return seen;
    }

    @Test
    void theAgentBacksUpAsItsConfigurationSays() throws Exception {
        assertEquals(0, command().run("agent", "backup", "source", "--config", "agent.toml").code());
        runUntil("\"event\":\"done\"");
        Map<?, ?> snapshot = (Map<?, ?>) ((List<?>) Documents.single(
                        command().run("snapshots", "--json", "--repo", repository()).out()))
                .getFirst();
        assertEquals("ann", snapshot.get("host"));
        assertEquals(List.of("by-agent"), snapshot.get("tags"));
        assertEquals("1", String.valueOf(snapshot.get("files")));
        assertEquals(List.of("before", "complete"), Files.readAllLines(directory.resolve("hooks")));
    }

    @Test
    void theStatusTellsHowItWent() throws Exception {
        Outcome never = command().run("agent", "status", "--json", "--config", "agent.toml");
        assertEquals(4, never.code(), "an agent that does not run is worth an alarm");
        assertTrue(never.out().contains("\"running\":false"), never::out);
        command().run("agent", "backup", "source", "--config", "agent.toml");
        runUntil("\"event\":\"done\"");
        Outcome after = command().run("agent", "status", "--json", "--config", "agent.toml");
        assertTrue(after.out().contains("\"outcome\":\"complete\""), after::out);
        assertTrue(command().run("agent", "status", "--config", "agent.toml").out().contains("complete"));
    }

    @Test
    void aFailureThatCannotPassIsNotTriedAgain() throws Exception {
        Files.writeString(directory.resolve("agent.toml"), Files.readString(directory.resolve("agent.toml")).replace("echo before", "exit 3; echo"));
        command().run("agent", "backup", "source", "--config", "agent.toml");
        String log = runUntil("\"event\":\"failed\"");
        assertTrue(log.contains("\"code\":\"command_failed\""), log);
        Outcome status = command().run("agent", "status", "--config", "agent.toml");
        assertTrue(status.out().contains("failed"), status::out);
    }

    @Test
    void aConfigurationIsCheckedWithoutRunning() throws Exception {
        Outcome sound = command().run("agent", "check-config", "--config", "agent.toml");
        assertEquals(0, sound.code(), sound::err);
        assertTrue(sound.out().contains("source: 0 4 1 * *"), sound::out);
        Files.writeString(directory.resolve("agent.toml"), "repositry = \"x\"\n");
        Outcome slip = command().run("agent", "check-config", "--config", "agent.toml");
        assertEquals(2, slip.code());
        assertEquals(14, command().run("agent", "check-config", "--config", "nowhere.toml").code());
    }

    @Test
    void nothingWaitsForConsentThatDoesNotExist() {
        assertEquals(14, command().run("agent", "approve", "x-1", "--config", "agent.toml").code());
        assertEquals(14, command().run("agent", "backup", "other", "--config", "agent.toml").code());
    }
}
