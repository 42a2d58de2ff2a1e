package dev.holdfast.client.agent;

import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.FleetApi;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.GivenSettings;
import dev.holdfast.client.agent.fleet.Introduction;
import dev.holdfast.client.agent.fleet.Orders;
import dev.holdfast.client.agent.fleet.Registration;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A server in memory: it can be away, it keeps what it is told, and it hands tasks out until they have ended. */
final class MemoryFleet implements FleetApi {
    private final Map<String, FleetTask> tasks = new LinkedHashMap<>();
    private final Map<String, BackupNotice> reports = new LinkedHashMap<>();
    private final Map<String, TaskState> told = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private Optional<GivenSettings> settings = Optional.empty();
    private int refusals;
    private int running;
    private int introductions;

    /** The next so many questions are not answered. */
    synchronized void away(int questions) {
        refusals = questions;
    }

    synchronized void ask(FleetTask task) {
        tasks.put(task.id(), task);
        notifyAll();
    }

    /** Configures something for the agent. */
    synchronized void configure(GivenSettings given) {
        settings = Optional.of(given);
        notifyAll();
    }

    /** Waits until so many questions for tasks were answered. */
    synchronized void asked(int count) throws InterruptedException {
        while (known.size() < count) {
            TimeUnit.SECONDS.timedWait(this, 1);
        }
    }

    /** Waits until it was told so often that a task runs; how often it was. */
    synchronized int toldRunning(int count) throws InterruptedException {
        while (running < count) {
            TimeUnit.SECONDS.timedWait(this, 1);
        }
        return running;
    }

    /** The tags that the agent said it has, in order. */
    synchronized List<String> known() {
        return List.copyOf(known);
    }

    synchronized void cancel(String task) {
        tasks.remove(task);
    }

    synchronized Map<String, BackupNotice> reports() {
        return new LinkedHashMap<>(reports);
    }

    synchronized int introductions() {
        return introductions;
    }

    /** Waits until a task has been told to have ended. */
    synchronized TaskState ended(String task) throws InterruptedException {
        while (!(told.get(task) instanceof TaskState.Succeeded || told.get(task) instanceof TaskState.Failed)) {
            TimeUnit.SECONDS.timedWait(this, 1);
        }
        return told.get(task);
    }

    /** Waits until so many reports have arrived. */
    synchronized List<BackupNotice> reported(int count) throws InterruptedException {
        while (reports.size() < count) {
            TimeUnit.SECONDS.timedWait(this, 1);
        }
        return List.copyOf(reports.values());
    }

    private void answer() {
        if (refusals > 0) {
            refusals--;
            throw new HoldfastException(ErrorCode.SERVER_UNREACHABLE, "away");
        }
    }

    @Override
    public synchronized Registration register(Introduction agent) {
        answer();
        introductions++;
        return new Registration("agent-1", Duration.ofMillis(20), OptionalLong.of(1 << 20));
    }

    @Override
    public synchronized void report(BackupNotice notice, String key) {
        answer();
        reports.put(key, notice);
        notifyAll();
    }

    @Override
    public synchronized Orders orders(Duration wait, String tag) {
        answer();
        try {
            if (tasks.isEmpty() && settings.filter(given -> !given.tag().equals(tag)).isEmpty()) {
                TimeUnit.MILLISECONDS.timedWait(this, 200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        known.add(tag);
        return new Orders(List.copyOf(tasks.values()), settings.filter(given -> !given.tag().equals(tag)));
    }

    @Override
    public synchronized Reception tell(String task, TaskState state) {
        answer();
        if (!tasks.containsKey(task)) {
            return Reception.CANCELLED;
        }
        told.put(task, state);
        running += state instanceof TaskState.Running ? 1 : 0;
        if (!(state instanceof TaskState.Running)) {
            tasks.remove(task);
        }
        notifyAll();
        return Reception.WANTED;
    }
}
