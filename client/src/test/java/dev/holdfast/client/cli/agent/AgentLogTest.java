package dev.holdfast.client.cli.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.agent.AgentEvent;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.Result;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.client.agent.settings.LiveSettings.LogLevel;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.client.cli.output.Verbosity;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent's log holds at which level. */
final class AgentLogTest {
    private static final QueuedWork WORK = new QueuedWork(
            "w1", new Work.Backup("docs", Instant.EPOCH), Optional.empty(), QueuedWork.Consent.GIVEN, 0, Instant.EPOCH, Optional.empty());
    private static final List<AgentEvent> EVENTS = List.of(
            new AgentEvent.Began(WORK),
            new AgentEvent.Ended(WORK, new Result.Done(Optional.empty(), Totals.NONE, 0), Optional.empty()),
            new AgentEvent.Configured(List.of("agent.log.level = error")),
            new AgentEvent.ServerLost("away"),
            new AgentEvent.Trouble("a full disk"),
            new AgentEvent.Ended(WORK, new Result.Failed(new Problem(ErrorCode.STORE_BUSY, "busy")), Optional.empty()));

    private LogLevel least = LogLevel.INFO;

    private String logged() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console.Settings settings =
                new Console.Settings(Console.Settings.Format.TEXT, Verbosity.NORMAL, Console.Settings.Colors.NEVER);
        try (Console console = new Console(out, out, Terminal.NONE, settings)) {
            AgentLog log = new AgentLog(console, Clock.system(), ZoneOffset.UTC, AgentLog.Stamps.LEFT_OUT, () -> least);
            EVENTS.forEach(log::happened);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everythingUnlessItIsConfiguredOtherwise() {
        assertEquals(6, logged().lines().count());
    }

    @Test
    void fromWarningOnWhatIsNotAsItShouldBe() {
        least = LogLevel.WARNING;
        assertEquals("cannot talk to the server: away\na full disk\nbackup 'docs' failed: busy\n", logged());
    }

    @Test
    void fromErrorOnFailuresAlone() {
        least = LogLevel.ERROR;
        assertEquals("backup 'docs' failed: busy\n", logged());
    }
}
