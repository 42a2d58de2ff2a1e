package dev.holdfast.client.agent.fleet;

/** Something an agent has to tell its server and keeps until that has worked. */
public sealed interface Message {
    /** How a backup ended. */
    record Report(String key, BackupNotice notice) implements Message {}

    /** How a task ended. */
    record TaskEnded(String task, TaskState state) implements Message {}
}
