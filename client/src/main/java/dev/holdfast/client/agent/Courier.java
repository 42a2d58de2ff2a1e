package dev.holdfast.client.agent;

import dev.holdfast.client.agent.config.RetryRules;
import dev.holdfast.client.agent.fleet.FleetApi;
import dev.holdfast.client.agent.fleet.FleetApi.Reception;
import dev.holdfast.client.agent.fleet.Introduction;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.Registration;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.AgentPlan;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.client.agent.settings.LiveSettings;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Carries to the server what it has to know: who this agent is, how backups ended, how tasks stand. What cannot be delivered stays in the
 * outbox, in its order. Used by one thread.
 */
final class Courier {
    private static final Duration INTRODUCED_FOR = Duration.ofMinutes(15);
    private static final RetryRules WAITS = new RetryRules(1, Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final FleetApi fleet;
    private final Ledger ledger;
    private final AgentPlan plan;
    private final Lanes lanes;
    private final Supplier<Introduction> introductions;
    private final LiveSettings settings;
    private final AgentEvent.Listener listener;
    private final Lanes.Means means;
    private Optional<Introduction> introduced = Optional.empty();
    private long introducedNanos;
    private int failures;
    private volatile Optional<Registration> registration = Optional.empty();

    Courier(
            FleetApi fleet,
            Ledger ledger,
            AgentPlan plan,
            Lanes lanes,
            Supplier<Introduction> introductions,
            LiveSettings settings,
            AgentEvent.Listener listener,
            Lanes.Means means) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.plan = plan;
        this.lanes = lanes;
        this.introductions = introductions;
        this.settings = settings;
        this.listener = listener;
        this.means = means;
    }

    /** What the server last answered to an introduction. */
    Optional<Registration> registration() {
        return registration;
    }

    /** Carries until the thread is interrupted. */
    void run() {
        try {
            while (true) {
                long seen = ledger.version();
                ledger.await(seen, round());
            }
        } catch (InterruptedException e) {
            // The agent ends; what is left is carried when it runs again.
        }
    }

    /** One round; returns how long to wait before the next one. */
    private Duration round() throws InterruptedException {
        try {
            introduce();
            deliver();
            tellProgress();
            failures = 0;
            return settings.progressInterval();
        } catch (HoldfastException e) {
            failures++;
            if (failures == 1) {
                listener.happened(new AgentEvent.ServerLost(String.valueOf(e.getMessage())));
            }
            Duration wait = WAITS.delay(failures, Draws.fraction(means.entropy()));
            pause(wait);
            return Duration.ZERO;
        }
    }

    /** Not cut short by changes of the state: those are no reason to try a lost server sooner. */
    private void pause(Duration wait) throws InterruptedException {
        long until = means.clock().monotonicNanos() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - means.clock().monotonicNanos()) {
            ledger.await(ledger.version(), Duration.ofNanos(left));
        }
    }

    private void introduce() {
        Introduction now = introductions.get();
        long nanos = means.clock().monotonicNanos();
        if (introduced.isPresent() && introduced.get().equals(now) && nanos - introducedNanos < INTRODUCED_FOR.toNanos()) {
            return;
        }
        Registration answer = fleet.register(now);
        if (registration.isEmpty() || failures > 0) {
            listener.happened(new AgentEvent.Registered(answer.id()));
        }
        registration = Optional.of(answer);
        // A server that gives settings gives the limits there, for work that runs as well.
        lanes.limit(settings.tag().isEmpty() ? answer.bandwidth() : OptionalLong.empty());
        introduced = Optional.of(now);
        introducedNanos = nanos;
        ledger.wake();
    }

    private void deliver() {
        List<Message> outbox = ledger.state().outbox();
        for (Message message : outbox) {
            try {
                carry(message);
            } catch (HoldfastException e) {
                if (!isHopeless(e)) {
                    throw e;
                }
                listener.happened(new AgentEvent.Trouble("the server does not want a message: " + e.getMessage()));
            }
            ledger.update(state -> plan.told(state, message));
        }
    }

    private void carry(Message message) {
        switch (message) {
            case Message.Report report -> fleet.report(report.notice(), report.key());
            case Message.TaskEnded ended -> fleet.tell(ended.task(), ended.state());
        }
    }

    /** A message that the server refuses today it refuses tomorrow; one that this agent may not send now, with its token, it may send later. */
    private static boolean isHopeless(HoldfastException e) {
        boolean access = e.code() == ErrorCode.UNAUTHORIZED || e.code() == ErrorCode.FORBIDDEN || e.code() == ErrorCode.CERTIFICATE_UNTRUSTED;
        return e.kind() == ErrorKind.USER && !access;
    }

    private void tellProgress() {
        for (QueuedWork queued : ledger.state().queue()) {
            if (queued.task().isPresent()) {
                TaskState.Running progress = lanes.progress(queued.id()).orElse(new TaskState.Running(0, 0, waitsFor(queued)));
                if (fleet.tell(queued.task().get(), progress) == Reception.CANCELLED) {
                    lanes.cancel(queued.id());
                }
            }
        }
    }

    private static String waitsFor(QueuedWork queued) {
        boolean asks = queued.consent() == QueuedWork.Consent.AWAITED;
        return asks ? "waiting for consent at the machine" : queued.work() instanceof Work.Backup ? "waiting" : "bytes";
    }
}
