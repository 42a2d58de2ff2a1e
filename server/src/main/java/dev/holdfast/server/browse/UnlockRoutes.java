package dev.holdfast.server.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations by which a sign-in unlocks repositories for itself and locks them again. */
public final class UnlockRoutes {
    private static final String PATH = "/api/v1/session/unlock";
    private static final Access READERS = new Access.InTenant(Role.READING);

    private final UnlockedRepositories repositories;
    private final AuditTrail audit;

    public UnlockRoutes(UnlockedRepositories repositories, AuditTrail audit) {
        this.repositories = repositories;
        this.audit = audit;
    }

    /** A wish to unlock a tenant's repository. */
    public record UnlockRequest(String tenant, String passphrase) {
        @Override
        public String toString() {
            return "unlock " + tenant;
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, PATH, new Access.SignedIn(), "Unlocks a tenant's repository for this sign-in alone.")
                        .takes(BodyRule.json(UnlockRequest.class))
                        .answers(Answer.empty(204, "It is unlocked, until it is locked, idle for half an hour, or signed out."))
                        .handle(this::unlock),
                Route.of(Method.DELETE, PATH, new Access.SignedIn(), "Locks a tenant's repository for this sign-in again.")
                        .query("tenant", "The tenant; all that are unlocked if it is left out.")
                        .answers(Answer.empty(204, "It is locked."))
                        .handle(this::lock));
    }

    private Reply unlock(Call call) {
        UnlockRequest request = call.json(UnlockRequest.class);
        TenantName tenant = tenant(call.caller(), request.tenant());
        try {
            repositories.unlock(call.caller(), tenant, request.passphrase());
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.WRONG_PASSPHRASE || e.code() == ErrorCode.OVERLOADED) {
                write(call, tenant, "repository.unlock", AuditTrail.Outcome.REFUSED);
            }
            throw e;
        }
        write(call, tenant, "repository.unlock", AuditTrail.Outcome.DONE);
        return Reply.empty(204);
    }

    private void write(Call call, TenantName tenant, String action, AuditTrail.Outcome outcome) {
        audit.record(
                call.caller(),
                call.requestId(),
                new AuditTrail.Act(Optional.of(tenant), action, tenant.text(), outcome, Map.of()));
    }

    private Reply lock(Call call) {
        String signIn = call.caller()
                .signIn()
                .orElseThrow(() -> BrowseFailures.invalid("a token has nothing unlocked", "there is nothing to do"));
        Optional<TenantName> tenant = call.query("tenant").map(name -> tenant(call.caller(), name));
        List<TenantName> locked = tenant.map(List::of).orElseGet(() -> repositories.unlocked(signIn));
        locked.forEach(one -> repositories.lock(signIn, one));
        return Reply.empty(204);
    }

    /** A tenant in which the caller may read; whoever may not learns nothing about it. */
    private static TenantName tenant(Caller caller, String text) {
        TenantName tenant = new TenantName(text);
        if (!READERS.admits(caller, Optional.of(tenant))) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN, "you may not read in tenant " + tenant, "choose a tenant of yours");
        }
        return tenant;
    }
}
