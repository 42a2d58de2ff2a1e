package dev.holdfast.server.policy;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Holds everybody to the rules that protect snapshots. Thread-safe. */
public final class SnapshotProtection {
    private final PolicyStore policies;
    private final ApprovalStore approvals;
    private final Tenants tenants;
    private final AuditTrail audit;
    private final Clock clock;

    public SnapshotProtection(PolicyStore policies, ApprovalStore approvals, Tenants tenants, AuditTrail audit, Clock clock) {
        this.policies = policies;
        this.approvals = approvals;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Fails with {@code SNAPSHOT_PROTECTED} if a snapshot is too young to be forgotten.
     *
     * @param committed when it was committed by the server's clock; empty for one that did not come through this server
     */
    public void requireForgettable(Call call, SessionId snapshot, Optional<Instant> committed) {
        if (refusal(call.tenant(), Protection.NONE, committed).isPresent()) {
            int days = policies.current(call.tenant()).policy().minimumAgeDays();
            audit.record(call.caller(), call.requestId(), new AuditTrail.Act(
                    Optional.of(call.tenant()),
                    "snapshot.forget",
                    snapshot.toString(),
                    AuditTrail.Outcome.REFUSED,
                    Map.of("minimum_age_days", String.valueOf(days))));
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_PROTECTED,
                    "snapshot " + snapshot + " is younger than the minimum age of " + days + " days",
                    "wait until it is old enough");
        }
    }

    /** Why a snapshot may not be forgotten now; empty if it may. */
    public Optional<ProtectionRules.Refusal> refusal(TenantName tenant, Protection protection, Optional<Instant> committed) {
        int days = policies.current(tenant).policy().minimumAgeDays();
        return ProtectionRules.refusal(protection, committed.orElseGet(() -> arrival(tenant)), days, clock.now());
    }

    /** A snapshot that came with its repository cannot be younger to this server than the tenant. */
    private Instant arrival(TenantName tenant) {
        return tenants.require(tenant).created();
    }

    /** Asks to take a snapshot's protection away, and gives the request that somebody has to approve as the API shows it. */
    public Optional<Object> requestUnprotect(Call call, SessionId snapshot) {
        Approval approval =
                approvals.request(call.tenant(), call.caller(), Approval.Kind.UNPROTECT, snapshot.toString(), Map.of());
        audit.done(call, "approval.request", approval.id(), Map.of("kind", "unprotect", "snapshot", snapshot.toString()));
        return Optional.of(approval.view());
    }
}
