package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Signing in to the console and out. */
public final class SessionRoutes {
    /** Name of the cookie. */
    public static final String COOKIE = "holdfast_session";

    private static final String PATH = "/api/v1/session";

    private final SignInDesk desk;
    private final SignInStore signIns;
    private final UserStore users;
    private final AccessControl access;
    private final Site site;

    /** Whether the cookie may travel without TLS. */
    public enum CookieSecurity {
        PLAIN,
        SECURE
    }

    /**
     * What sign-ins need to know of the server around them.
     *
     * @param version version of the server
     * @param observers who keeps things for sign-ins
     */
    public record Site(
            Tenants tenants, AuditTrail audit, List<SignInObserver> observers, CookieSecurity cookieSecurity, String version) {
        public Site {
            observers = List.copyOf(observers);
        }
    }

    /** How to sign in: with {@code user} and {@code password}, or {@code token}, or {@code one_time}. */
    public record SignInRequest(Optional<String> user, Optional<String> password, Optional<String> token, Optional<String> oneTime) {
        @Override
        public String toString() {
            return "sign-in request";
        }
    }

    /** A change of one's own password. */
    public record PasswordChange(String current, String next) {
        @Override
        public String toString() {
            return "password change";
        }
    }

    /** Who is signed in. */
    public record SessionView(
            String name,
            String kind,
            String role,
            Optional<String> tenant,
            List<String> tenants,
            Optional<String> csrfToken,
            Optional<Instant> expires,
            List<String> unlocked,
            String version) {}

    public SessionRoutes(SignInDesk desk, SignInStore signIns, UserStore users, AccessControl access, Site site) {
        this.desk = desk;
        this.signIns = signIns;
        this.users = users;
        this.access = access;
        this.site = site;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, PATH, new Access.Public(), "Sign in to the console")
                        .takes(BodyRule.json(SignInRequest.class))
                        .answers(Answer.json(200, "signed in; the cookie is set", SessionView.class))
                        .handle(this::signIn),
                Route.of(Method.GET, PATH, new Access.SignedIn(), "Tell who is signed in")
                        .answers(Answer.json(200, "who calls", SessionView.class))
                        .handle(call -> Reply.json(view(call.caller()))),
                Route.of(Method.DELETE, PATH, new Access.SignedIn(), "Sign out")
                        .answers(Answer.empty(204, "signed out"))
                        .handle(this::signOut),
                Route.of(Method.DELETE, PATH + "/others", new Access.SignedIn(), "Sign out everywhere else")
                        .answers(Answer.empty(204, "every other sign-in with the same password or token has ended"))
                        .handle(this::signOutElsewhere),
                Route.of(Method.PUT, PATH + "/password", new Access.SignedIn(), "Change one's own password")
                        .takes(BodyRule.json(PasswordChange.class))
                        .answers(Answer.empty(204, "changed; every other sign-in of this user has ended"))
                        .handle(this::changePassword));
    }

    private Reply signIn(Call call) {
        SignInRequest request = call.json(SignInRequest.class);
        SignIn.Subject subject = subject(request, call);
        SignInStore.Opened opened = signIns.open(subject);
        Caller caller = access.caller(opened.signIn(), call.caller().address())
                .orElseThrow(() -> AccessControl.unauthorized("you may not sign in any more"));
        audit(call, caller, "session.open", AuditTrail.Outcome.DONE);
        return Reply.json(view(caller)).with("Set-Cookie", cookie(opened.cookie(), SignInStore.LONGEST.toSeconds()));
    }

    private SignIn.Subject subject(SignInRequest request, Call call) {
        String address = call.caller().address();
        try {
            if (request.user().isPresent() && request.password().isPresent()) {
                return desk.byPassword(request.user().get(), request.password().get(), address);
            }
            if (request.token().isPresent()) {
                return desk.byToken(request.token().get(), address);
            }
            if (request.oneTime().isPresent()) {
                return desk.byOneTime(request.oneTime().get(), address);
            }
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.UNAUTHORIZED) {
                refuse(call, request.user().filter(name -> users.find(name).isPresent()).orElse(""));
            }
            throw e;
        }
        throw new HoldfastException(
                ErrorCode.INVALID_ARGUMENT, "nothing to sign in with was given", "give user and password, or token, or one_time");
    }

    /** What somebody typed as a name is not written down unless it is one: people type passwords there. */
    private void refuse(Call call, String knownName) {
        site.audit()
                .record(call.caller(), call.requestId(), new AuditTrail.Act(
                        users.find(knownName).flatMap(User::tenant), "session.open", knownName, AuditTrail.Outcome.REFUSED, Map.of()));
    }

    private Reply signOut(Call call) {
        call.caller().signIn().ifPresent(id -> {
            signIns.end(id);
            audit(call, call.caller(), "session.close", AuditTrail.Outcome.DONE);
        });
        return Reply.empty(204).with("Set-Cookie", cookie("", 0));
    }

    private Reply signOutElsewhere(Call call) {
        SignIn own = call.caller().signIn().flatMap(signIns::find).orElseThrow(() -> new HoldfastException(
                ErrorCode.INVALID_ARGUMENT, "this call has no sign-in", "revoke a token to keep others from using it"));
        endOthers(own.id(), own.subject());
        audit(call, call.caller(), "session.close_others", AuditTrail.Outcome.DONE);
        return Reply.empty(204);
    }

    private void endOthers(String own, SignIn.Subject subject) {
        signIns.endWhere(other -> other.subject().equals(subject) && !other.id().equals(own));
    }

    private Reply changePassword(Call call) {
        Caller caller = call.caller();
        if (caller.kind() != Caller.Kind.USER) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN, "only a user has a password", "make another token instead, and revoke this one");
        }
        PasswordChange change = call.json(PasswordChange.class);
        desk.requirePassword(caller.id(), change.current(), caller.address());
        users.changePassword(caller.id(), change.next());
        endOthers(caller.signIn().orElse(""), new SignIn.ByPassword(caller.id()));
        audit(call, caller, "user.password", AuditTrail.Outcome.DONE);
        return Reply.empty(204);
    }

    private void audit(Call call, Caller caller, String action, AuditTrail.Outcome outcome) {
        site.audit()
                .record(caller, call.requestId(), new AuditTrail.Act(caller.tenant(), action, caller.name(), outcome, Map.of()));
    }

    private SessionView view(Caller caller) {
        Optional<SignIn> signIn = caller.signIn().flatMap(signIns::find);
        List<String> unlocked = site.observers().stream()
                .flatMap(observer -> caller.signIn().map(observer::unlocked).orElse(List.of()).stream())
                .map(TenantName::text)
                .distinct()
                .toList();
        return new SessionView(
                caller.name(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                caller.role().name().toLowerCase(Locale.ROOT),
                caller.tenant().map(TenantName::text),
                caller.tenant()
                        .map(own -> List.of(own.text()))
                        .orElseGet(() -> site.tenants().list().stream()
                                .map(Tenant::name)
                                .map(TenantName::text)
                                .toList()),
                signIn.map(SignIn::csrfToken),
                signIn.map(SignInStore::end),
                unlocked,
                site.version());
    }

    private String cookie(String value, long seconds) {
        String secure = site.cookieSecurity() == CookieSecurity.SECURE ? "; Secure" : "";
        return COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict" + secure;
    }
}
