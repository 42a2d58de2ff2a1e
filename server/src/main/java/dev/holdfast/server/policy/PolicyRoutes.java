package dev.holdfast.server.policy;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.api.Versions;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A tenant's policy, and the second step of what weakens it. */
public final class PolicyRoutes {
    private static final String BASE = "/api/v1/tenants/{tenant}";

    private final PolicyStore policies;
    private final ApprovalStore requests;
    private final Approvals approvals;
    private final KnownSnapshots snapshots;
    private final AuditTrail audit;
    private final Clock clock;

    /** A policy; in requests the version says nothing, since {@code If-Match} does. */
    public record PolicyView(
            Policy.Keep retention,
            int minimumAgeDays,
            Policy.Collection collection,
            Policy.Scrub scrub,
            int lateAfterHours,
            OptionalLong version) {
        static PolicyView of(PolicyStore.Versioned current) {
            Policy policy = current.policy();
            return new PolicyView(
                    policy.retention(),
                    policy.minimumAgeDays(),
                    policy.collection(),
                    policy.scrub(),
                    policy.lateAfterHours(),
                    OptionalLong.of(current.version()));
        }

        Policy policy() {
            Policy policy = new Policy(retention, minimumAgeDays, collection, scrub, lateAfterHours);
            policy.requireSensible();
            return policy;
        }
    }

    /** A policy of which a part has to be approved. */
    public record Awaiting(PolicyView policy, Approval.View approval) {}

    /** What retention would do. */
    public record Preview(List<String> forget, int keep) {}

    /** Requests for a second step. */
    public record ApprovalList(List<Approval.View> approvals) {}

    /** {@code approve} or {@code reject}. */
    public record Decision(String decision) {}

    public PolicyRoutes(
            PolicyStore policies, ApprovalStore requests, Approvals approvals, KnownSnapshots snapshots, AuditTrail audit, Clock clock) {
        this.policies = policies;
        this.requests = requests;
        this.approvals = approvals;
        this.snapshots = snapshots;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Route> routes() {
        Access readers = new Access.InTenant(Role.READING);
        Access operators = new Access.InTenant(Role.OPERATING);
        return List.of(
                Route.of(Method.GET, BASE + "/policy", readers, "Show the policy")
                        .answers(Answer.json(200, "the policy", PolicyView.class))
                        .handle(call -> Reply.json(PolicyView.of(policies.current(call.tenant())))),
                Route.of(Method.PUT, BASE + "/policy", operators, "Replace the policy")
                        .takes(BodyRule.json(PolicyView.class))
                        .header("If-Match", "the version that was read")
                        .answers(Answer.json(200, "the policy as it is now", PolicyView.class))
                        .answers(Answer.json(202, "what took effect; the shorter minimum age has to be approved", Awaiting.class))
                        .handle(this::replace),
                Route.of(Method.POST, BASE + "/policy/preview", operators, "Tell what a policy would forget now")
                        .takes(BodyRule.json(PolicyView.class))
                        .answers(Answer.json(200, "what retention would do", Preview.class))
                        .handle(call -> Reply.json(preview(call))),
                Route.of(Method.GET, BASE + "/approvals", readers, "List what waits for a second step, and what was decided")
                        .answers(Answer.json(200, "requests", ApprovalList.class))
                        .handle(call -> Reply.json(new ApprovalList(
                                requests.list(call.tenant()).stream().map(Approval::view).toList()))),
                Route.of(
                                Method.POST,
                                BASE + "/approvals/{approval}",
                                new Access.InTenant(Role.ADMINISTERING),
                                "Take the second step, or refuse it")
                        .takes(BodyRule.json(Decision.class))
                        .answers(Answer.json(200, "the request as it is now", Approval.View.class))
                        .handle(this::decide));
    }

    private Reply replace(Call call) {
        TenantName tenant = call.tenant();
        Policy wanted = call.json(PolicyView.class).policy();
        long expected = Versions.expected(call);
        PolicyStore.Versioned now = policies.replace(tenant, expected, before -> immediate(before, wanted));
        audit.done(call, "policy.change", tenant.text(), Map.of("version", String.valueOf(now.version())));
        int age = now.policy().minimumAgeDays();
        if (age == wanted.minimumAgeDays()) {
            return Reply.json(PolicyView.of(now));
        }
        Approval approval = requests.request(
                tenant,
                call.caller(),
                Approval.Kind.MINIMUM_AGE,
                "policy",
                Map.of("minimum_age_days", wanted.minimumAgeDays(), "minimum_age_days_before", age));
        audit.done(call, "approval.request", approval.id(), Map.of("kind", "minimum_age"));
        return Reply.json(202, new Awaiting(PolicyView.of(now), approval.view()));
    }

    /** The part of a wanted policy that needs no second step. */
    private static Policy immediate(Policy before, Policy wanted) {
        return ProtectionRules.isShortened(before.minimumAgeDays(), wanted.minimumAgeDays())
                ? wanted.withMinimumAgeDays(before.minimumAgeDays())
                : wanted;
    }

    private Preview preview(Call call) {
        RetentionChoice.Known known = snapshots.of(call.tenant());
        List<String> forgotten = new RetentionChoice(call.json(PolicyView.class).policy(), clock.now())
                .forgotten(known).stream().map(snapshot -> snapshot.id().toString()).toList();
        return new Preview(forgotten, known.snapshots().size() - forgotten.size());
    }

    private Reply decide(Call call) {
        String id = call.path("approval");
        String decision = call.json(Decision.class).decision();
        Approval approval =
                switch (decision) {
                    case "approve" -> approvals.approve(call.tenant(), id, call.caller());
                    case "reject" -> approvals.reject(call.tenant(), id);
                    default ->
                        throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "there is no such decision", "say approve or reject");
                };
        audit.done(call, "approval." + decision, id, Map.of(
                "kind", approval.kind().name().toLowerCase(Locale.ROOT), "object", approval.object()));
        return Reply.json(approval.view());
    }
}
