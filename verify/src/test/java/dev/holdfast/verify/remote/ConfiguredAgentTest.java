package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.verify.network.RunningAgent;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real agent at a real server, both configured while they run. */
@Timeout(240)
final class ConfiguredAgentTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final int BYTES = 6 << 20;

    private static void set(Sandbox sandbox, RunningServer server, String... words) {
        List<String> all = new ArrayList<>(List.of("config", "set"));
        all.addAll(List.of(words));
        all.addAll(List.of("--reason", "a test", "--server", server.address()));
        sandbox.with("HOLDFAST_TOKEN", server.adminToken()).here(all.toArray(String[]::new)).expect(ExitCode.COMPLETE);
    }

    private static List<String> prepare(Sandbox sandbox, RunningServer server) throws IOException {
        sandbox.with("HOLDFAST_TOKEN", server.adminToken()).here("tenant", "create", "home", "--repo", server.address()).expect(ExitCode.COMPLETE);
        Outcome made = sandbox.here("token", "create", "box", "--json", "--repo", server.address() + "/home").expect(ExitCode.COMPLETE);
        Matcher token = TOKEN.matcher(made.out());
        assertTrue(token.find(), made::toString);
        Path file = Files.writeString(sandbox.path("agent.token"), token.group(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        byte[] content = new byte[BYTES];
        new Random(1).nextBytes(content);
        Files.write(sandbox.source().resolve("random"), content);
        Files.writeString(sandbox.path("agent.toml"), """
                server = "%s"
                tenant = "home"
                token_file = "%s"
                host = "box"
                [[schedule]]
                name = "docs"
                when = "monthly 1 00:00"
                paths = ["%s"]
                """.formatted(server.address(), file, sandbox.source()));
        return List.of("--config", sandbox.path("agent.toml").toString(), "--state", sandbox.path("state").toString());
    }

    private static void backUp(Sandbox sandbox, List<String> options) {
        List<String> words = new ArrayList<>(List.of("agent", "backup", "docs"));
        words.addAll(options);
        sandbox.here(words.toArray(String[]::new)).expect(ExitCode.COMPLETE);
    }

    /** What the agent has of its settings on disk. */
    private static String kept(Sandbox sandbox) {
        try {
            return Files.readString(sandbox.path("state/settings"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long snapshots(Sandbox sandbox, RunningServer server) {
        Outcome listed = sandbox.here("snapshots", "--json", "--repo", server.address() + "/home").expect(ExitCode.COMPLETE);
        return Pattern.compile("\"short_id\"").matcher(listed.out()).results().count();
    }

    @Test
    void aBackupThatRunsFollowsTheBandwidthAndTheLogItsLevel() throws IOException {
        Clock clock = Clock.system();
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            List<String> options = prepare(sandbox, server);
            try (RunningAgent agent = RunningAgent.start(sandbox, clock, options)) {
                agent.until("the agent listens", () -> agent.told().contains("the server configures nothing"));
                set(sandbox, server, "agent.bandwidth.upload", "64K", "--cell", "tenant:home");
                agent.until("the agent hears of its limit", () -> agent.told().contains("agent.bandwidth.upload = 65536"));
                backUp(sandbox, options);
                agent.until("the backup begins", () -> agent.told().contains("backup 'docs' begins"));
                long began = clock.monotonicNanos();
                long patience = Duration.ofSeconds(8).toNanos();
                agent.until("some seconds pass", () -> clock.monotonicNanos() - began > patience);
                assertFalse(agent.told().contains("backup 'docs' done"), agent::told);
                set(sandbox, server, "agent.bandwidth.upload", "--default");
                agent.until("the backup ends", () -> agent.told().contains("backup 'docs' done"));
                long took = clock.monotonicNanos() - began;
                // At the first limit it takes 96 seconds to send so much.
                assertTrue(took < Duration.ofSeconds(70).toNanos(), () -> Duration.ofNanos(took) + "\n" + agent.told());
                set(sandbox, server, "agent.log.level", "error");
                agent.until("the agent keeps it", () -> kept(sandbox).contains("agent.log.level"));
                String before = agent.told();
                backUp(sandbox, options);
                agent.until("the second backup is made", () -> snapshots(sandbox, server) == 2);
                assertEquals(before, agent.told());
            }
        }
    }
}
