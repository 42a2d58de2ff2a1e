package dev.holdfast.server.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.fixture.LooseCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProtectionRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Approval approval(Caller requester, Approval.State state) {
        return new Approval(
                "id",
                Approval.Kind.UNPROTECT,
                "object",
                Approval.Requester.of(requester),
                NOW,
                NOW.plus(ProtectionRules.SECOND_STEP),
                state,
                Map.of());
    }

    private static <T> T pick(Random random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void aSnapshotIsForgottenOnlyUnprotectedAndOldEnough() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int days = random.nextInt(400);
            Duration age = Duration.ofMinutes(random.nextInt(800 * 24 * 60));
            Protection protection = random.nextBoolean() ? Protection.NONE : Protection.PROTECTED;
            boolean mayGo = ProtectionRules.refusal(protection, NOW.minus(age), days, NOW).isEmpty();

            boolean expected = protection == Protection.NONE && age.compareTo(Duration.ofDays(days)) >= 0;
            assertEquals(expected, mayGo, "seed " + seed + ": " + protection + " " + age + " " + days);
        }
    }

    @Test
    void oneStepIsNeverEnoughForOnePerson() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] names = {"ann", "bob", "eve"};
        for (int i = 0; i < 10_000; i++) {
            Caller requester = LooseCall.caller(pick(random, names), pick(random, Role.values()));
            Caller decider = LooseCall.caller(pick(random, names), pick(random, Role.values()));
            Approval.State state = pick(random, Approval.State.values());
            Instant moment = NOW.plus(Duration.ofMinutes(random.nextInt(100 * 60)));
            Instant since = NOW.plus(Duration.ofMinutes(random.nextInt(-1000, 1000)));
            boolean may = ProtectionRules.mayApprove(
                    approval(requester, state), decider, Optional.of(since), moment);

            boolean isLate = !moment.isBefore(NOW.plus(Duration.ofDays(3)));
            boolean isAnother = !decider.name().equals(requester.name()) && since.isBefore(NOW);
            boolean expected = decider.role() == Role.ADMIN && state == Approval.State.PENDING && (isLate || isAnother);
            assertEquals(expected, may, "seed " + seed + ": " + requester + " " + decider + " " + moment);
        }
    }

    @Test
    void whoeverIsNotKnownSinceAnyTimeCountsAsNobodyElse() {
        Approval approval = approval(LooseCall.caller("ann", Role.ADMIN), Approval.State.PENDING);

        assertFalse(ProtectionRules.mayApprove(approval, LooseCall.caller("bob", Role.ADMIN), Optional.empty(), NOW));
        assertTrue(ProtectionRules.mayApprove(
                approval, LooseCall.caller("bob", Role.ADMIN), Optional.empty(), NOW.plus(ProtectionRules.SECOND_STEP)));
    }
}
