package dev.holdfast.server.tenant.admin;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tenants: which there are, and for administrators of the server making, changing and removing them. */
public final class TenantRoutes {
    private static final String PATH = "/api/v1/tenants";
    private static final String ONE = PATH + "/{tenant}";

    private final TenantStore tenants;
    private final TenantUsage usage;
    private final TenantRemoval removal;
    private final AuditTrail audit;

    /** A tenant to be made. */
    public record TenantRequest(String name, OptionalLong quotaBytes, OptionalInt requestsPerSecond) {}

    /** Other limits; one that is left out stays, and 0 takes it away. */
    public record LimitChange(OptionalLong quotaBytes, OptionalInt requestsPerSecond) {}

    /** A tenant with what it uses. */
    public record TenantView(
            String name,
            Instant created,
            OptionalLong quotaBytes,
            OptionalInt requestsPerSecond,
            long storedBytes,
            long snapshots,
            long agents,
            boolean initialised,
            Optional<String> encryption) {}

    /** Tenants, by name. */
    public record TenantList(List<TenantView> tenants) {}

    public TenantRoutes(TenantStore tenants, TenantUsage usage, TenantRemoval removal, AuditTrail audit) {
        this.tenants = tenants;
        this.usage = usage;
        this.removal = removal;
        this.audit = audit;
    }

    public List<Route> routes() {
        Access admins = new Access.ServerWide(Role.ADMINISTERING);
        return List.of(
                Route.of(Method.GET, PATH, new Access.InAnyTenant(Role.RETRIEVING), "List the tenants that the caller belongs to")
                        .answers(Answer.json(200, "tenants with what they use", TenantList.class))
                        .handle(call -> Reply.json(list(call))),
                Route.of(Method.POST, PATH, admins, "Make a tenant")
                        .takes(BodyRule.json(TenantRequest.class))
                        .answers(Answer.json(201, "made", TenantView.class))
                        .handle(this::create),
                Route.of(Method.PATCH, ONE, admins, "Change a tenant's limits")
                        .takes(BodyRule.json(LimitChange.class))
                        .answers(Answer.json(200, "changed", TenantView.class))
                        .handle(this::change),
                Route.of(Method.DELETE, ONE, admins, "Remove a tenant with all its backups")
                        .query("confirm", "the tenant's name once more")
                        .answers(Answer.empty(204, "removed"))
                        .handle(this::remove));
    }

    private TenantList list(Call call) {
        return new TenantList(tenants.list().stream()
                .filter(tenant -> call.caller().tenant().map(tenant.name()::equals).orElse(true))
                .map(this::view)
                .toList());
    }

    private Reply create(Call call) {
        TenantRequest request = call.json(TenantRequest.class);
        Tenant tenant = tenants.add(
                new TenantName(request.name()), new Tenant.Limits(request.quotaBytes(), request.requestsPerSecond()));
        record(call, "tenant.create", tenant);
        return Reply.json(201, view(tenant));
    }

    private Reply change(Call call) {
        LimitChange change = call.json(LimitChange.class);
        Tenant.Limits before = tenants.require(call.tenant()).limits();
        OptionalLong quota = change.quotaBytes().isEmpty() ? before.quotaBytes() : change.quotaBytes();
        OptionalInt rate = change.requestsPerSecond().isEmpty() ? before.requestsPerSecond() : change.requestsPerSecond();
        Tenant tenant = tenants.change(
                call.tenant(),
                new Tenant.Limits(
                        quota.orElse(0) == 0 ? OptionalLong.empty() : quota, rate.orElse(0) == 0 ? OptionalInt.empty() : rate));
        record(call, "tenant.change", tenant);
        return Reply.json(view(tenant));
    }

    private Reply remove(Call call) {
        Tenant tenant = tenants.require(call.tenant());
        if (!call.query("confirm").equals(Optional.of(tenant.name().text()))) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "removing tenant " + tenant.name() + " removes all its backups and was not confirmed",
                    "repeat its name in the parameter 'confirm'");
        }
        removal.remove(tenant.name());
        record(call, "tenant.remove", tenant);
        return Reply.empty(204);
    }

    private void record(Call call, String action, Tenant tenant) {
        Map<String, String> detail = Map.of(
                "quota_bytes", text(tenant.limits().quotaBytes().isPresent(), tenant.limits().quotaBytes().orElse(0)),
                "requests_per_second",
                        text(tenant.limits().requestsPerSecond().isPresent(), tenant.limits().requestsPerSecond().orElse(0)));
        audit.record(
                call.caller(),
                call.requestId(),
                new AuditTrail.Act(Optional.of(tenant.name()), action, tenant.name().text(), AuditTrail.Outcome.DONE, detail));
    }

    private static String text(boolean isLimited, long limit) {
        return isLimited ? String.valueOf(limit) : "none";
    }

    private TenantView view(Tenant tenant) {
        RepositoryAccess repository = usage.repositories().of(tenant.name());
        Optional<RepositoryConfig> config = repository.config();
        return new TenantView(
                tenant.name().text(),
                tenant.created(),
                tenant.limits().quotaBytes(),
                tenant.limits().requestsPerSecond(),
                usage.storedBytes(tenant.name()),
                usage.snapshots(tenant.name()),
                usage.agents(tenant.name()),
                config.isPresent(),
                config.map(RepositoryConfig::encryption).map(EncryptionMode::name).map(name -> name.toLowerCase(Locale.ROOT)));
    }
}
