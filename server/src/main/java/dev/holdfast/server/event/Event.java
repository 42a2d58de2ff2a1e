package dev.holdfast.server.event;

import dev.holdfast.server.tenant.TenantName;

/**
 * Something changed.
 *
 * @param body what it is now, in the form in which the API gives it
 */
public record Event(Topic topic, TenantName tenant, Object body) {
    /** What events are about. */
    public enum Topic {
        JOB,
        AGENT,
        SNAPSHOT,
        STORAGE
    }
}
