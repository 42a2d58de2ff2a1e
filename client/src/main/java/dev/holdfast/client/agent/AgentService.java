package dev.holdfast.client.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.FleetApi;
import dev.holdfast.client.agent.fleet.Introduction;
import dev.holdfast.client.agent.plan.AgentPlan;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.TaskIntake;
import dev.holdfast.client.agent.settings.LiveSettings;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.agent.store.StateDirectory.LeftWish;
import dev.holdfast.client.agent.store.StateDirectory.Wish;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** An agent that runs until it is told to stop. {@link #run} is called once; {@link #stop} may be called by any thread, at any time. */
public final class AgentService {
    /** Often enough that a wish of somebody at the machine is answered while they look, and a clock that was set is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(30);
    /** A second less than a command is given to end. */
    private static final Duration TO_END = Duration.ofSeconds(7);

    private static final Duration TO_HUSH = Duration.ofMillis(300);

    private final AgentConfig config;
    private final Who who;
    private final Surroundings around;
    private final AgentPlan plan;
    private final TaskIntake intake;
    private volatile boolean stopping;
    private volatile Optional<Ledger> ledger = Optional.empty();
    private Optional<Long> lastBeat = Optional.empty();

    /**
     * Who the agent is.
     *
     * @param host what the machine calls itself
     * @param version the program's
     * @param platform operating system and processor
     * @param zone in which its schedules are meant
     */
    public record Who(String host, String version, String platform, ZoneId zone) {}

    /**
     * What an agent works with.
     *
     * @param directory where its state is
     * @param workshop where the work is done
     * @param fleet the way to its server, if it has one
     * @param settings what that server has configured
     * @param listener is told what happens
     * @param threads makes its threads
     */
    public record Surroundings(
            StateDirectory directory,
            Workshop workshop,
            Optional<FleetApi> fleet,
            LiveSettings settings,
            AgentEvent.Listener listener,
            Clock clock,
            Entropy entropy,
            ThreadFactory threads) {}

    public AgentService(AgentConfig config, Who who, Surroundings around) {
        this.config = config;
        this.who = who;
        this.around = around;
        this.plan = new AgentPlan(config, who.zone());
        this.intake = new TaskIntake(config);
    }

    /** Ends the agent soon: what runs is cancelled and stays in the queue. */
    public void stop() {
        stopping = true;
        ledger.ifPresent(Ledger::wake);
    }

    /**
     * Runs until it is stopped.
     *
     * @throws HoldfastException {@code STORE_BUSY} if another agent has the state directory
     */
    public void run() {
        try (StateDirectory.Hold hold = around.directory().hold()) {
            Ledger open = open();
            ledger = Optional.of(open);
            Lanes.Means means = new Lanes.Means(around.clock(), around.entropy(), around.threads());
            Lanes lanes = new Lanes(config, plan, open, around.workshop(), around.listener(), means);
            List<Thread> talkers = around.fleet().map(fleet -> talkers(fleet, open, lanes, means)).orElse(List.of());
            talkers.forEach(Thread::start);
            try {
                decide(open, lanes);
                lanes.end(TO_END);
            } finally {
                hush(talkers);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the talk with the server; one who waits for an answer is not waited for long. */
    private static void hush(List<Thread> talkers) throws InterruptedException {
        talkers.forEach(Thread::interrupt);
        for (Thread talker : talkers) {
            talker.join(TO_HUSH);
        }
    }

    private Ledger open() {
        StateDirectory.Loaded loaded = around.directory().load();
        loaded.damage().ifPresent(damage -> around.listener().happened(new AgentEvent.Trouble(damage)));
        Ledger open = new Ledger(around.directory(), loaded.state(), around.listener());
        open.update(state -> plan.recovered(state, around.clock().now()));
        return open;
    }

    private List<Thread> talkers(FleetApi fleet, Ledger open, Lanes lanes, Lanes.Means means) {
        Courier courier = new Courier(fleet, open, plan, lanes, () -> introduction(open.state()), around.settings(), around.listener(), means);
        TaskPoll poll = new TaskPoll(fleet, open, intake, courier::registration, around.settings(), around.listener(), means);
        return List.of(around.threads().newThread(courier::run), around.threads().newThread(poll::run));
    }

    private Introduction introduction(AgentState state) {
        Instant now = around.clock().now();
        List<Introduction.Planned> schedules = new ArrayList<>();
        for (ScheduleSettings schedule : config.schedules()) {
            schedules.add(new Introduction.Planned(
                    schedule.name(), schedule.when().toString(), schedule.selection().paths(), plan.nextTime(state, schedule, now)));
        }
        return new Introduction(who.host(), who.version(), who.platform(), schedules);
    }

    private void decide(Ledger open, Lanes lanes) throws InterruptedException {
        while (!stopping) {
            long seen = open.version();
            beat();
            grant(open);
            Instant now = around.clock().now();
            open.update(state -> plan.due(state, now));
            lanes.begin();
            if (open.version() == seen && !stopping) {
                open.await(seen, untilWake(open.state()));
            }
        }
    }

    private Duration untilWake(AgentState state) {
        Instant now = around.clock().now();
        Duration wait = plan.wake(state, now).map(wake -> Duration.between(now, wake)).orElse(LONGEST_WAIT);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.isNegative() ? Duration.ZERO : wait;
    }

    private void beat() {
        long now = around.clock().monotonicNanos();
        if (lastBeat.isPresent() && now - lastBeat.get() < BETWEEN_BEATS.toNanos()) {
            return;
        }
        lastBeat = Optional.of(now);
        try {
            around.directory().beat(around.clock().now());
        } catch (HoldfastException e) {
            around.listener().happened(new AgentEvent.Trouble("the sign of life cannot be written: " + e.getMessage()));
        }
    }

    private void grant(Ledger open) {
        for (LeftWish left : around.directory().wishes()) {
            Instant now = around.clock().now();
            open.update(state -> switch (left.wish()) {
                case Wish.Approve(String work) -> intake.approved(state, work);
                case Wish.Decline(String work) -> intake.declined(state, work);
                case Wish.Backup(String schedule) -> intake.wanted(state, schedule, now);
            });
            around.directory().remove(left);
        }
    }
}
