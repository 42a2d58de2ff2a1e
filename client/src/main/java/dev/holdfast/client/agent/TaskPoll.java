package dev.holdfast.client.agent;

import dev.holdfast.client.agent.config.RetryRules;
import dev.holdfast.client.agent.fleet.FleetApi;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.GivenSettings;
import dev.holdfast.client.agent.fleet.Orders;
import dev.holdfast.client.agent.fleet.Registration;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.TaskIntake;
import dev.holdfast.client.agent.settings.LiveSettings;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the server what there is to do, again and again. Used by one thread. */
final class TaskPoll {
    private static final Duration LONG = Duration.ofSeconds(25);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final RetryRules WAITS = new RetryRules(1, Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final FleetApi fleet;
    private final Ledger ledger;
    private final TaskIntake intake;
    private final Supplier<Optional<Registration>> registration;
    private final LiveSettings settings;
    private final AgentEvent.Listener listener;
    private final Lanes.Means means;

    TaskPoll(
            FleetApi fleet,
            Ledger ledger,
            TaskIntake intake,
            Supplier<Optional<Registration>> registration,
            LiveSettings settings,
            AgentEvent.Listener listener,
            Lanes.Means means) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.intake = intake;
        this.registration = registration;
        this.settings = settings;
        this.listener = listener;
        this.means = means;
    }

    /** Asks until the thread is interrupted. */
    void run() {
        int failures = 0;
        try {
            while (true) {
                long began = means.clock().monotonicNanos();
                long seen = ledger.version();
                Optional<Registration> known = registration.get();
                if (known.isEmpty()) {
                    // The courier introduces the agent, says so if that fails, and wakes whoever waits when it is done.
                    ledger.await(seen, Duration.ofSeconds(1));
                    continue;
                }
                Answer answer = ask();
                failures = answer == Answer.NONE ? failures + 1 : 0;
                pause(began, switch (answer) {
                    case NEWS -> Duration.ZERO;
                    case KNOWN -> SHORT;
                    case EMPTY -> settings.pollInterval().orElseGet(() -> usual(known.get()));
                    case NONE -> WAITS.delay(failures, Draws.fraction(means.entropy()));
                });
            }
        } catch (InterruptedException e) {
            // The agent ends.
        }
    }

    /** For a server that knows no settings. */
    private static Duration usual(Registration known) {
        return known.poll().compareTo(LONG) < 0 ? known.poll() : LONG;
    }

    /** What came of a question. */
    private enum Answer {
        NEWS,
        /** Tasks or settings that are taken; the server has not heard so yet. */
        KNOWN,
        EMPTY,
        NONE
    }

    private Answer ask() {
        try {
            Orders orders = fleet.orders(LONG, settings.tag());
            orders.settings().ifPresent(this::take);
            List<FleetTask> tasks = orders.tasks();
            boolean news = false;
            for (FleetTask task : tasks) {
                news |= take(task);
            }
            return news ? Answer.NEWS : tasks.isEmpty() && orders.settings().isEmpty() ? Answer.EMPTY : Answer.KNOWN;
        } catch (HoldfastException e) {
            return Answer.NONE;
        }
    }

    private void take(GivenSettings given) {
        LiveSettings.Taken taken = settings.take(given);
        listener.happened(new AgentEvent.Configured(taken.applied()));
        taken.troubles().forEach(trouble -> listener.happened(new AgentEvent.Trouble(trouble)));
    }

    /** Takes a task in; true unless it is known already. */
    private boolean take(FleetTask task) {
        AgentState before = ledger.state();
        AgentState after = ledger.update(state -> intake.asked(state, task, means.clock().now()));
        boolean isTaken = isQueued(after, task) && !isQueued(before, task);
        boolean isRefused = after.ended().containsKey(task.id()) && !before.ended().containsKey(task.id());
        if (isTaken || isRefused) {
            listener.happened(new AgentEvent.Asked(task));
        }
        if (isTaken) {
            // From now on the server does not hand it out again. That it may have been cancelled already, the courier finds out.
            fleet.tell(task.id(), new TaskState.Running(0, 0, "waiting"));
        }
        return isTaken || isRefused;
    }

    private static boolean isQueued(AgentState state, FleetTask task) {
        return state.queue().stream().anyMatch(work -> work.task().filter(task.id()::equals).isPresent());
    }

    /** At least so long between the beginnings of two questions. */
    private void pause(long began, Duration between) throws InterruptedException {
        long until = began + between.toNanos();
        for (long left = until - means.clock().monotonicNanos(); left > 0; left = until - means.clock().monotonicNanos()) {
            ledger.await(ledger.version(), Duration.ofNanos(left));
        }
    }
}
