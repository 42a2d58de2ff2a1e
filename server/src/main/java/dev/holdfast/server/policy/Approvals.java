package dev.holdfast.server.policy;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.access.Identities;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The second step: decides about requests and does what was approved. The decision is durable before its effect, and what a crash left
 * without effect is carried out at the next start; doing it twice is the same as once. Thread-safe.
 */
public final class Approvals {
    private final ApprovalStore store;
    private final PolicyStore policies;
    private final KnownSnapshots snapshots;
    private final Identities identities;
    private final Relabelled relabelled;
    private final Clock clock;

    /** Hears of a snapshot that is not protected any more. */
    @FunctionalInterface
    public interface Relabelled {
        void relabelled(TenantName tenant, Snapshot snapshot);
    }

    public Approvals(
            ApprovalStore store,
            PolicyStore policies,
            KnownSnapshots snapshots,
            Identities identities,
            Relabelled relabelled,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.snapshots = snapshots;
        this.identities = identities;
        this.relabelled = relabelled;
        this.clock = clock;
    }

    /** Rejects a request, which anybody who may decide can do at any time. */
    public Approval reject(TenantName tenant, String id) {
        Approval approval = require(tenant, id);
        decide(approval, Approval.State.REJECTED);
        return require(tenant, id);
    }

    /**
     * Approves a request and does what it asks for.
     *
     * @throws HoldfastException {@code FORBIDDEN} if this is not the second step of somebody else and not late enough
     */
    public Approval approve(TenantName tenant, String id, Caller decider) {
        Approval approval = require(tenant, id);
        if (!ProtectionRules.mayApprove(approval, decider, identities.since(decider), clock.now())) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN,
                    "the second step needs another administrator than " + approval.requester().name()
                            + ", who was one before this was asked for, or time until " + approval.effectiveAfter(),
                    "have somebody else approve it, or wait");
        }
        decide(approval, Approval.State.APPROVED);
        apply(tenant, approval);
        return require(tenant, id);
    }

    /** Carries out what was approved before this process began; what fails waits for the next start. {@code ended} hears of each. */
    public void resume(BiConsumer<ApprovalStore.Unapplied, Optional<HoldfastException>> ended) {
        for (ApprovalStore.Unapplied waiting : store.unapplied()) {
            Optional<HoldfastException> failure = Optional.empty();
            try {
                apply(waiting.tenant(), waiting.approval());
            } catch (HoldfastException e) {
                failure = Optional.of(e);
            }
            ended.accept(waiting, failure);
        }
    }

    private void apply(TenantName tenant, Approval approval) {
        switch (approval.kind()) {
            case UNPROTECT -> unprotect(tenant, SessionId.parse(approval.object()));
            case MINIMUM_AGE -> policies.change(tenant, policy -> policy.withMinimumAgeDays(days(approval)));
        }
        store.applied(approval);
    }

    private static int days(Approval approval) {
        if (approval.detail().get("minimum_age_days") instanceof Integer days) {
            return days;
        }
        throw new HoldfastException(ErrorCode.INDEX_DAMAGED, "request " + approval.id() + " does not say which age it is about");
    }

    private void unprotect(TenantName tenant, SessionId id) {
        MetadataService service = snapshots.service(tenant);
        Optional<Snapshot> snapshot = service.snapshot(id);
        while (snapshot.filter(found -> found.labels().protection() == SnapshotLabels.Protection.PROTECTED).isPresent()) {
            Snapshot found = snapshot.orElseThrow();
            SnapshotLabels free = new SnapshotLabels(SnapshotLabels.Protection.NONE, found.labels().sealedTags());
            boolean isDone = service.relabel(found, free);
            snapshot = service.snapshot(id);
            if (isDone) {
                snapshot.ifPresent(now -> relabelled.relabelled(tenant, now));
                return;
            }
        }
    }

    private void decide(Approval approval, Approval.State decision) {
        if (!store.decide(approval, decision)) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "this request was decided before", "list the requests to see how");
        }
    }

    private Approval require(TenantName tenant, String id) {
        return store.find(tenant, id)
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such request", "list the requests"));
    }
}
