package dev.holdfast.server.audit;

import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.TenantName;
import java.util.Map;
import java.util.Optional;

/** Where acts are written down, durably, before they are reported as done. Thread-safe. */
public interface AuditTrail {
    /**
     * An act.
     *
     * @param tenant whose, or empty if it concerns the whole server
     * @param action what was done, such as {@code snapshot.forget}
     * @param object on what, such as a snapshot's id
     * @param outcome how it ended
     * @param detail more, by names of lower-case words with {@code _}; never a secret
     */
    record Act(Optional<TenantName> tenant, String action, String object, Outcome outcome, Map<String, String> detail) {
        public Act {
            detail = Map.copyOf(detail);
        }
    }

    /** How an act ended. */
    enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    /** Writes down an act of somebody; {@code requestId} may be empty. */
    void record(Caller caller, String requestId, Act act);

    /** Writes down an act of a call in its tenant. */
    default void done(Call call, String action, String object, Map<String, String> detail) {
        record(call.caller(), call.requestId(), new Act(Optional.of(call.tenant()), action, object, Outcome.DONE, detail));
    }
}
