package dev.holdfast.server.access;

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
import dev.holdfast.server.api.Scope;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Users of a tenant, and those of the whole server. */
public final class UserRoutes {
    private final UserStore users;
    private final SignInStore signIns;
    private final AuditTrail audit;

    /** A user to be made. */
    public record UserRequest(String name, String role, String password) {
        @Override
        public String toString() {
            return "user " + name;
        }
    }

    /** What is to change about a user; what is left out stays. */
    public record UserChange(Optional<String> role, Optional<String> password, Optional<Boolean> disabled) {
        @Override
        public String toString() {
            return "user change";
        }
    }

    /** A user. */
    public record UserView(String name, String role, Instant created, Optional<Instant> lastSignIn, boolean disabled) {
        static UserView of(User user) {
            return new UserView(
                    user.name(),
                    user.role().name().toLowerCase(Locale.ROOT),
                    user.created(),
                    user.lastSignIn(),
                    user.state() == User.State.DISABLED);
        }
    }

    /** Users, by name. */
    public record UserList(List<UserView> users) {}

    public UserRoutes(UserStore users, SignInStore signIns, AuditTrail audit) {
        this.users = users;
        this.signIns = signIns;
        this.audit = audit;
    }

    public List<Route> routes() {
        return Scope.both(this::routes);
    }

    private List<Route> routes(Scope scope) {
        String path = scope.path("/users");
        Access admins = scope.access(Role.ADMINISTERING);
        return List.of(
                Route.of(Method.GET, path, admins, "List the users of " + scope.whose())
                        .answers(Answer.json(200, "all users", UserList.class))
                        .handle(call -> Reply.json(
                                new UserList(users.list(scope.tenant(call)).stream().map(UserView::of).toList()))),
                Route.of(Method.POST, path, admins, "Make a user of " + scope.whose())
                        .takes(BodyRule.json(UserRequest.class))
                        .answers(Answer.json(201, "made", UserView.class))
                        .handle(call -> create(call, scope.tenant(call))),
                Route.of(Method.PATCH, path + "/{user}", admins, "Change a user of " + scope.whose())
                        .takes(BodyRule.json(UserChange.class))
                        .answers(Answer.json(200, "changed; the user's sign-ins have ended", UserView.class))
                        .handle(call -> change(call, scope.tenant(call))),
                Route.of(Method.DELETE, path + "/{user}", admins, "Remove a user of " + scope.whose())
                        .answers(Answer.empty(204, "removed"))
                        .handle(call -> remove(call, scope.tenant(call))));
    }

    private Reply create(Call call, Optional<TenantName> tenant) {
        UserRequest request = call.json(UserRequest.class);
        User user = users.create(request.name(), RoleNames.parse(request.role()), tenant, request.password());
        record(call, tenant, "user.create", user.name(), Map.of("role", request.role()));
        return Reply.json(201, UserView.of(user));
    }

    private Reply change(Call call, Optional<TenantName> tenant) {
        UserChange change = call.json(UserChange.class);
        String name = find(call, tenant).name();
        Optional<Role> role = change.role().map(RoleNames::parse);
        if (!role.map(Role.PEOPLE::contains).orElse(true)) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "a person cannot have the role of a program", "choose reader, operator or admin");
        }
        change.password().ifPresent(password -> users.resetPassword(name, password));
        role.ifPresent(other -> users.change(name, other));
        change.disabled().ifPresent(disabled -> users.change(name, disabled ? User.State.DISABLED : User.State.ENABLED));
        signOut(name);
        record(call, tenant, "user.change", name, described(change));
        return Reply.json(UserView.of(find(call, tenant)));
    }

    private static Map<String, String> described(UserChange change) {
        return Map.of(
                "role", change.role().orElse("kept"),
                "password", change.password().isPresent() ? "changed" : "kept",
                "disabled", change.disabled().map(String::valueOf).orElse("kept"));
    }

    private Reply remove(Call call, Optional<TenantName> tenant) {
        String name = find(call, tenant).name();
        users.remove(name);
        signOut(name);
        record(call, tenant, "user.remove", name, Map.of());
        return Reply.empty(204);
    }

    private User find(Call call, Optional<TenantName> tenant) {
        return users.find(call.path("user"))
                .filter(user -> user.tenant().equals(tenant))
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such user here", "list the users"));
    }

    private void signOut(String name) {
        signIns.endWhere(signIn -> signIn.subject().equals(new SignIn.ByPassword(name)));
    }

    private void record(Call call, Optional<TenantName> tenant, String action, String object, Map<String, String> detail) {
        audit.record(
                call.caller(), call.requestId(), new AuditTrail.Act(tenant, action, object, AuditTrail.Outcome.DONE, detail));
    }
}
