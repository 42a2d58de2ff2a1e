package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.Attempt;
import dev.holdfast.client.agent.Workshop;
import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.Result;
import dev.holdfast.client.backup.BackupProgress;
import dev.holdfast.client.backup.BackupReport;
import dev.holdfast.client.cli.invocation.Causes;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.client.cli.restoring.RestoreCommand;
import dev.holdfast.client.cli.saving.BackupCommand;
import dev.holdfast.client.cli.saving.Ending;
import dev.holdfast.client.cli.saving.HookedBackup;
import dev.holdfast.client.cli.syntax.Parser;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does an agent's work in this process: a backup is {@code holdfast backup}, with its warnings on the agent's own error output. */
final class RepositoryWorkshop implements Workshop {
    private final AgentConfig config;
    private final Invocation agent;
    private final Console.Settings output;

    /**
     * @param agent the command that runs the agent
     * @param output how warnings are printed
     */
    RepositoryWorkshop(AgentConfig config, Invocation agent, Console.Settings output) {
        this.config = config;
        this.agent = agent;
        this.output = output;
    }

    @Override
    public Result backup(ScheduleSettings schedule, Attempt attempt) {
        Interruption interruption = new Interruption();
        try (Console console = console();
                var cancelling = attempt.register(interruption::wish)) {
            List<String> words = AgentWords.backup(config, schedule, attempt.bandwidth());
            Invocation invocation = invocation(new BackupCommand().syntax(), words, console, interruption);
            Ending ending = new HookedBackup(invocation, progress -> attempt.watch(() -> running(progress.get()))).run();
            return result(ending);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return failed(e);
        }
    }

    private static TaskState.Running running(BackupProgress progress) {
        return new TaskState.Running(progress.bytes(), 0, "bytes");
    }

    private static Result result(Ending ending) {
        Optional<BackupReport> report = ending.report();
        if (report.isEmpty()) {
            return failed(ending.failure().orElseGet(() -> new HoldfastException(ErrorCode.INTERNAL, "a backup ended without a word")));
        }
        BackupProgress totals = report.get().totals();
        Totals taken = new Totals(totals.files(), totals.bytes(), totals.newBytes(), totals.storedBytes());
        // A command after the backup that failed has been warned of; the snapshot is there all the same.
        return new Result.Done(report.get().snapshot().map(Object::toString), taken, totals.unreadable());
    }

    private static Result failed(Throwable failure) {
        HoldfastException known = Causes.name(failure);
        return new Result.Failed(new Problem(known.code(), String.valueOf(known.getMessage())));
    }

    @Override
    public Result restore(FleetTask.Order order, Attempt attempt) {
        Interruption interruption = new Interruption();
        try (Console console = console();
                var cancelling = attempt.register(interruption::wish)) {
            List<String> words = new ArrayList<>(AgentWords.repository(config, attempt.bandwidth()));
            words.add(order.snapshot());
            Invocation invocation = invocation(new RestoreCommand().syntax(), words, console, interruption);
            try (OpenedRepository opened = invocation.open()) {
                return new OrderedRestore(config.restore(), opened.repository(), order, console).run(attempt, interruption);
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return failed(e);
        }
    }

    private Invocation invocation(Syntax syntax, List<String> words, Console console, Interruption interruption) {
        return new Invocation(agent.commands(), Parser.parse(syntax, words), agent.surroundings(), console, interruption);
    }

    private Console console() {
        // Results are the agent's to tell; its own output is not for what backups print.
        OutputStream errors = agent.surroundings().streams().err();
        return new Console(errors, errors, Terminal.NONE, output);
    }
}
