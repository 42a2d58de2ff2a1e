package dev.holdfast.client.agent;

import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The agent's state with its copy on disk: each change is durable before it is acted on. Thread-safe. */
final class Ledger {
    private final StateDirectory directory;
    private final AgentEvent.Listener listener;
    private AgentState state;
    private long version;
    private boolean isBehind;

    Ledger(StateDirectory directory, AgentState state, AgentEvent.Listener listener) {
        this.directory = directory;
        this.state = state;
        this.listener = listener;
    }

    synchronized AgentState state() {
        return state;
    }

    /** A number that changes with the state. */
    synchronized long version() {
        return version;
    }

    /**
     * Changes the state.
     *
     * @return the new one
     */
    synchronized AgentState update(UnaryOperator<AgentState> change) {
        AgentState next = change.apply(state);
        if (!next.equals(state) || isBehind) {
            state = next;
            version++;
            save();
            notifyAll();
        }
        return next;
    }

    /** A disk that is full must not keep backups from being made; what is not written now is written with the next change. */
    private void save() {
        try {
            directory.save(state);
            isBehind = false;
        } catch (HoldfastException e) {
            listener.happened(new AgentEvent.Trouble("the agent's state cannot be written: " + e.getMessage()));
            isBehind = true;
        }
    }

    /** Wakes whoever waits, though nothing has changed. */
    synchronized void wake() {
        version++;
        notifyAll();
    }

    /** Waits until the state is no longer the one with this number, or the time is over. */
    synchronized void await(long seen, Duration longest) throws InterruptedException {
        long millis = Math.max(1, longest.toMillis());
        if (version == seen) {
            TimeUnit.MILLISECONDS.timedWait(this, millis);
        }
    }
}
