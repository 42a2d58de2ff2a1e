package dev.holdfast.client.agent.fleet;

import java.time.Duration;

/**
 * The server as an agent sees it. Every call may be made again without harm: registering replaces, a report carries its key, a task's state
 * is set. A failure is a {@link dev.holdfast.core.error.HoldfastException}, whose kind tells whether trying again can help.
 */
public interface FleetApi {
    /** Says who this agent is and what it plans. */
    Registration register(Introduction agent);

    /** Tells how a backup ended. The server counts a report with the same key once. */
    void report(BackupNotice notice, String key);

    /**
     * What the server wants of this agent; waits up to {@code wait} for something to be wanted. Tasks come again until they have ended.
     *
     * @param settings the tag of the settings that the agent has
     */
    Orders orders(Duration wait, String settings);

    /** Tells how a task stands. */
    Reception tell(String task, TaskState state);

    /** Whether the server still wants a task done. */
    enum Reception {
        WANTED,
        /** It was cancelled, or the server does not know it any more. */
        CANCELLED
    }
}
