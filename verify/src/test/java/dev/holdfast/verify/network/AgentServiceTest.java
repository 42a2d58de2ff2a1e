package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.service.Job;
import dev.holdfast.client.remote.service.Jobs;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.verify.chaos.Mishap;
import dev.holdfast.verify.chaos.Script;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerProcess;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent as a service against a real server: schedules, reports, orders, and a server that is away for a while. */
@Timeout(300)
final class AgentServiceTest {
    private final Network network = Network.start();
    private final Sandbox sandbox = network.sandbox();
    private final HandClock clock = HandClock.inTheLastHour();
    private final Path allowed = Trees.create(sandbox.path("allowed"));
    private final List<String> options =
            List.of("--config", sandbox.path("agent.toml").toString(), "--state", sandbox.path("state").toString());

    @BeforeEach
    void configure() throws IOException {
        Path token = Files.writeString(sandbox.path("agent.token"), network.server().agentToken("box"));
        String text =
                """
                server = "%s"
                tenant = "home"
                token_file = "%s"
                host = "box"
                jitter = "1s"
                [retries]
                first_wait = "1s"
                longest_wait = "2s"
                [restore]
                directories = ["%s"]
                [[schedule]]
                name = "docs"
                when = "hourly"
                paths = ["%s"]
                """
                        .formatted(network.proxy().address(), token, allowed, sandbox.source());
        Files.writeString(sandbox.path("agent.toml"), text);
        Files.writeString(sandbox.source().resolve("letter"), "first");
    }

    @AfterEach
    void remove() {
        network.close();
    }

    private JsonObject machine(Transport operator) {
        List<JsonObject> agents = operator.send(Request.get(operator.address().inTenant("/agents"))).json().objects("agents");
        assertEquals(1, agents.size());
        return agents.getFirst();
    }

    /** Whether the server knows of so many snapshots and a success as the last that it heard. */
    private boolean isOnTime(Transport operator, int snapshots) {
        JsonObject machine = machine(operator);
        boolean well = machine.textOrEmpty("state").equals("ok") && machine.textOrEmpty("last_outcome").equals("complete");
        return well && machine.number("snapshots") == snapshots;
    }

    private JsonObject status() {
        List<String> words = new ArrayList<>(List.of("agent", "status", "--json"));
        words.addAll(options);
        return JsonObject.parse(sandbox.here(words.toArray(String[]::new)).out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aScheduleFiresAndOrdersAreObeyedWhereTheMachineAllowsIt() {
        try (Transport operator = network.direct(Network.TENANT);
                RunningAgent agent = RunningAgent.start(sandbox, clock, options)) {
            agent.until("the machine is known", () -> machine(operator).isTrue("online"));
            assertEquals("never", machine(operator).text("state"));
            clock.forward(Duration.ofHours(1));
            agent.until("the backup is reported", () -> isOnTime(operator, 1));
            Job done = ordered(agent, operator, allowed.resolve("here"));
            assertEquals(Job.State.SUCCEEDED, done.state(), done::toString);
            Trees.assertSame(sandbox.source(), Sandbox.inside(allowed.resolve("here"), sandbox.source()), "as ordered");
            Job refused = ordered(agent, operator, sandbox.path("elsewhere"));
            assertEquals(Job.State.FAILED, refused.state(), refused::toString);
            assertEquals("forbidden", refused.error().orElseThrow().text("code"));
            assertFalse(Files.exists(sandbox.path("elsewhere")));
        }
        network.assertSaved(1);
    }

    /** Has the server order a restore of the newest snapshot; how that ended. */
    private Job ordered(RunningAgent agent, Transport operator, Path target) {
        JsonText order = new JsonText()
                .put("agent", machine(operator).text("id"))
                .put("snapshot", sandbox.snapshots().getLast().id())
                .texts("paths", List.of(sandbox.source().toString()))
                .put("target", target.toString());
        String job = operator.send(Request.of("POST", operator.address().inTenant("/restores"), Payload.json(order))).json().text("id");
        Jobs jobs = new Jobs(operator);
        agent.until("the order is over", () -> jobs.find(job).isOver());
        return jobs.find(job);
    }

    @Test
    void whatTheServerMissedReachesItAfterBothStartedAnew() throws IOException {
        String first = network.server().address();
        network.proxy().play(asked -> asked.is("POST", ".*/reports") ? new Mishap.RequestCut(0) : Mishap.NONE);
        try (Transport operator = network.direct(Network.TENANT);
                RunningAgent agent = RunningAgent.start(sandbox, clock, options)) {
            agent.until("the machine is known", () -> machine(operator).isTrue("online"));
            clock.forward(Duration.ofHours(1));
            agent.until("a report is on its way", () -> !network.proxy().struck().isEmpty());
            assertEquals("ok", machine(operator).text("state"), "a commit counts, whether its report arrives or not");
            network.server().close();
            Files.writeString(sandbox.source().resolve("letter"), "second");
            wish();
            agent.until("a backup waits for the server", () -> status().objects("queue").stream().anyMatch(work -> work.number("failures") > 0));
        }
        assertEquals(1, status().number("untold"), "the report waits");
        network.proxy().play(Script.quiet());
        try (ServerProcess again = ServerProcess.startAt(sandbox, network.server().port());
                Transport operator = network.direct(Network.TENANT);
                RunningAgent agent = RunningAgent.start(sandbox, clock, options)) {
            assertEquals(first, again.address());
            agent.until("both backups are known", () -> isOnTime(operator, 2));
            // The server knows of the second backup by its commit, before the agent is through with it.
            agent.until("nothing waits", () -> status().objects("queue").isEmpty());
            agent.until("everything is told", () -> status().number("untold") == 0);
            network.assertSaved(2);
        }
    }

    private void wish() {
        List<String> words = new ArrayList<>(List.of("agent", "backup", "docs"));
        words.addAll(options);
        sandbox.here(words.toArray(String[]::new)).expect(ExitCode.COMPLETE);
    }
}
