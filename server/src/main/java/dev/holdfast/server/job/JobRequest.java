package dev.holdfast.server.job;

import dev.holdfast.server.tenant.TenantName;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done.
 *
 * @param agent the agent that has to do it, for kinds that agents do
 * @param by name of whoever asked
 * @param parameters the rest, in the form in which the API has it
 */
public record JobRequest(JobKind kind, TenantName tenant, Optional<String> agent, String by, Map<String, Object> parameters) {
    /** The parameter of a job that only says what it would do. */
    public static final String DRY_RUN = "dry_run";

    public JobRequest {
        parameters = Map.copyOf(parameters);
        if ((kind.place() == JobKind.Place.AGENT) != agent.isPresent()) {
            throw new IllegalArgumentException("a job of kind " + kind + " and agent " + agent);
        }
    }

    /** A request for the server itself. */
    public static JobRequest here(JobKind kind, TenantName tenant, String by, Map<String, Object> parameters) {
        return new JobRequest(kind, tenant, Optional.empty(), by, parameters);
    }

    /** Whether it is only to be told what would be done. */
    public boolean isDryRun() {
        return Boolean.TRUE.equals(parameters.get(DRY_RUN));
    }

    /** Whether doing one of them once is as good as doing both. */
    boolean isSameWorkAs(JobRequest other) {
        return kind == other.kind
                && tenant.equals(other.tenant)
                && agent.equals(other.agent)
                && parameters.equals(other.parameters);
    }
}
