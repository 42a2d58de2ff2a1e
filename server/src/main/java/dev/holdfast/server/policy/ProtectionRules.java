package dev.holdfast.server.policy;

import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a snapshot may be forgotten, and who may take a second step. Pure functions. */
public final class ProtectionRules {
    /** How long after a request its requester may approve it himself: long enough for somebody else to notice. */
    public static final Duration SECOND_STEP = Duration.ofDays(3);

    private ProtectionRules() {}

    /** Why a snapshot may not be forgotten. */
    public enum Refusal {
        PROTECTED,
        TOO_YOUNG
    }

    /**
     * Why a snapshot may not be forgotten now; empty if it may.
     *
     * @param committed by the server's clock
     */
    public static Optional<Refusal> refusal(Protection protection, Instant committed, int minimumAgeDays, Instant now) {
        if (protection == Protection.PROTECTED) {
            return Optional.of(Refusal.PROTECTED);
        }
        return now.isBefore(committed.plus(Duration.ofDays(minimumAgeDays))) ? Optional.of(Refusal.TOO_YOUNG) : Optional.empty();
    }

    /** Whether a change of the minimum age needs a second step. */
    public static boolean isShortened(int before, int next) {
        return next < before;
    }

    /**
     * Whether somebody may approve a request: an administrator who is not its requester and was known before it was made, so that nobody
     * makes a second self for it; or any administrator once {@link #SECOND_STEP} has passed.
     *
     * @param knownSince since when the decider's token or user exists, if that is known
     */
    public static boolean mayApprove(Approval approval, Caller decider, Optional<Instant> knownSince, Instant now) {
        if (decider.role() != Role.ADMIN || !decider.isKnown() || approval.state() != Approval.State.PENDING) {
            return false;
        }
        boolean isAnother = !approval.requester().name().equals(decider.name())
                && !Approval.Requester.of(decider).equals(approval.requester())
                && knownSince.map(since -> since.isBefore(approval.requested())).orElse(false);
        return isAnother || !now.isBefore(approval.effectiveAfter());
    }
}
