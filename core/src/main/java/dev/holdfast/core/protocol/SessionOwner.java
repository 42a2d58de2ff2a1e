package dev.holdfast.core.protocol;

/**
 * The process that holds a session. A process is known to be gone when, on the same boot of the same machine, no process has
 * this number and start time; otherwise only a missing heartbeat tells.
 *
 * @param machine a text that identifies the machine and its current boot; may be empty if unknown
 * @param process the process number
 * @param startTicks the process's start in the machine's own unit, so that a reused number is told apart
 */
public record SessionOwner(String machine, long process, long startTicks) {
    /** An owner that only its heartbeat shows alive. */
    public static final SessionOwner UNKNOWN = new SessionOwner("", 0, 0);
}
