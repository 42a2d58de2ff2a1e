package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Everything an agent has to remember.
 *
 * @param name drawn when the state was made; parts the ids and the jitter of one machine from another's
 * @param sequence the number of ids and keys given out
 * @param schedules what is known of each schedule, by name
 * @param queue what is to be done, oldest first, with what is being done
 * @param outbox what the server is to be told, oldest first
 * @param ended the tasks that came to an end lately, oldest first, because the server may ask again
 */
public record AgentState(
        String name,
        long sequence,
        Map<String, ScheduleState> schedules,
        List<QueuedWork> queue,
        List<Message> outbox,
        Map<String, TaskState> ended) {
    /** A server that is away for months must not fill the disk; the oldest messages go first. */
    static final int MAX_OUTBOX = 1000;

    private static final int MAX_ENDED = 200;

    public AgentState {
        schedules = Map.copyOf(schedules);
        queue = List.copyOf(queue);
        outbox = List.copyOf(outbox);
        ended = new LinkedHashMap<>(ended);
    }

    /** The state of an agent that has never run. */
    public static AgentState beginning(String name) {
        return new AgentState(name, 0, Map.of(), List.of(), List.of(), Map.of());
    }

    @Override
    public Map<String, TaskState> ended() {
        return new LinkedHashMap<>(ended);
    }

    /** The work with this id. */
    public Optional<QueuedWork> work(String id) {
        return queue.stream().filter(queued -> queued.id().equals(id)).findFirst();
    }

    AgentState with(String schedule, ScheduleState known) {
        Map<String, ScheduleState> next = new LinkedHashMap<>(schedules);
        next.put(schedule, known);
        return new AgentState(name, sequence, next, queue, outbox, ended);
    }

    AgentState withSchedules(Map<String, ScheduleState> next) {
        return new AgentState(name, sequence, next, queue, outbox, ended);
    }

    AgentState withQueue(List<QueuedWork> next) {
        return new AgentState(name, sequence, schedules, next, outbox, ended);
    }

    /** Queues work under a new id, which {@code maker} is given. */
    AgentState plus(Function<String, QueuedWork> maker) {
        List<QueuedWork> next = new ArrayList<>(queue);
        next.add(maker.apply(name + "-" + (sequence + 1)));
        return new AgentState(name, sequence + 1, schedules, next, outbox, ended);
    }

    AgentState change(String id, UnaryOperator<QueuedWork> how) {
        return withQueue(queue.stream().map(queued -> queued.id().equals(id) ? how.apply(queued) : queued).toList());
    }

    AgentState without(String id) {
        return withQueue(queue.stream().filter(queued -> !queued.id().equals(id)).toList());
    }

    AgentState telling(Message message) {
        List<Message> next = new ArrayList<>(outbox);
        next.add(message);
        while (next.size() > MAX_OUTBOX) {
            next.removeFirst();
        }
        return new AgentState(name, sequence, schedules, queue, next, ended);
    }

    /** Tells how a backup ended, under a key that no other report has. */
    AgentState reporting(BackupNotice notice) {
        AgentState numbered = new AgentState(name, sequence + 1, schedules, queue, outbox, ended);
        return numbered.telling(new Message.Report(name + "-" + numbered.sequence, notice));
    }

    AgentState told(Message message) {
        List<Message> next = new ArrayList<>(outbox);
        next.remove(message);
        return new AgentState(name, sequence, schedules, queue, next, ended);
    }

    /** Remembers that a task has ended, and that the server is to be told so. */
    AgentState endingTask(String task, TaskState how) {
        Map<String, TaskState> next = new LinkedHashMap<>(ended);
        next.put(task, how);
        while (next.size() > MAX_ENDED) {
            next.remove(next.keySet().iterator().next());
        }
        return new AgentState(name, sequence, schedules, queue, outbox, next).telling(new Message.TaskEnded(task, how));
    }
}
