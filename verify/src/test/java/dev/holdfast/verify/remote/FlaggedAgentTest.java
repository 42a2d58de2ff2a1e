package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.verify.network.RunningAgent;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real agent at a real server, whose people switch what the agent does while it runs. */
@Timeout(240)
final class FlaggedAgentTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern CLAIMED = Pattern.compile("_count\\{.*/claims\".*} ([0-9.]+)");
    private static final int BYTES = 2 << 20;

    private static void turn(Sandbox sandbox, RunningServer server, String flag, String to) {
        sandbox.with("HOLDFAST_TOKEN", server.adminToken())
                .here("flags", "set", flag, to, "--reason", "a test", "--server", server.address(), "--project", "holdfast", "--environment", "service")
                .expect(ExitCode.COMPLETE);
    }

    private static List<String> prepare(Sandbox sandbox, RunningServer server) throws IOException {
        sandbox.with("HOLDFAST_TOKEN", server.adminToken()).here("tenant", "create", "home", "--repo", server.address()).expect(ExitCode.COMPLETE);
        Outcome made = sandbox.here("token", "create", "box", "--json", "--repo", server.address() + "/home").expect(ExitCode.COMPLETE);
        Matcher token = TOKEN.matcher(made.out());
        assertTrue(token.find(), made::toString);
        Path file = Files.writeString(sandbox.path("agent.token"), token.group(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
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

    /** Backs up content that is new, and waits for its end. */
    private static void backUp(Sandbox sandbox, RunningAgent agent, List<String> options, int number) throws IOException {
        byte[] content = new byte[BYTES];
        new Random(number).nextBytes(content);
        Files.write(sandbox.source().resolve("random" + number), content);
        List<String> words = new ArrayList<>(List.of("agent", "backup", "docs"));
        words.addAll(options);
        sandbox.here(words.toArray(String[]::new)).expect(ExitCode.COMPLETE);
        agent.until("backup " + number + " ends", () -> agent.told().split("backup 'docs' done", -1).length > number);
    }

    /** How many times chunks were claimed at the server. */
    private static double claimed(RunningServer server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                .header("Authorization", "Bearer " + server.adminToken())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String metrics = client.send(request, BodyHandlers.ofString()).body();
            assertTrue(metrics.contains("/sessions"), metrics);
            return CLAIMED.matcher(metrics).results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
        }
    }

    @Test
    void aFlagThatIsTurnedOnChangesWhatARunningAgentDoesAndIsKnownAfterARestart() throws Exception {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            List<String> options = prepare(sandbox, server);
            Path copy = sandbox.path("state/flags");
            try (RunningAgent agent = RunningAgent.start(sandbox, Clock.system(), options)) {
                agent.until("the agent keeps its flags", () -> Files.exists(copy));
                backUp(sandbox, agent, options, 1);
                assertEquals(0, claimed(server), "claims are off unless somebody turns them on");
                turn(sandbox, server, "agent.claims", "on");
                agent.until("the agent hears of it", () -> agent.told().contains("agent.claims = on"));
                backUp(sandbox, agent, options, 2);
                assertTrue(claimed(server) > 0, agent::told);
            }
            assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(copy));
            turn(sandbox, server, "agent.claims", "off");
            try (RunningAgent agent = RunningAgent.start(sandbox, Clock.system(), options)) {
                // It began with the copy, in which they were on: that they are off is news.
                agent.until("the agent hears of it", () -> agent.told().contains("agent.claims = off"));
            }
        }
    }
}
