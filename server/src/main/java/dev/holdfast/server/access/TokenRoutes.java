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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tokens of a tenant, and those of the whole server. */
public final class TokenRoutes {
    private static final int MAX_DAYS = 3650;
    private static final int MAX_NAME = 100;

    private final TokenStore tokens;
    private final SignInStore signIns;
    private final AgentIds agents;
    private final AuditTrail audit;

    /** A token to be made. */
    public record TokenRequest(String name, String role, OptionalInt expiresDays) {
        public TokenRequest {
            if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "a token needs a name of 1 to " + MAX_NAME + " characters", "choose another name");
            }
            if (expiresDays.orElse(1) < 1 || expiresDays.orElse(1) > MAX_DAYS) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        "a token cannot expire after " + expiresDays.orElse(0) + " days",
                        "give 1 to " + MAX_DAYS + " days, or leave expires_days out");
            }
        }
    }

    /** A token without its secret. */
    public record TokenView(
            String id,
            String name,
            String role,
            Optional<String> agent,
            Instant created,
            String createdBy,
            Optional<Instant> expires,
            Optional<Instant> lastUsed,
            boolean revoked) {
        static TokenView of(Token token) {
            return new TokenView(
                    token.id(),
                    token.owner().name(),
                    token.owner().role().name().toLowerCase(Locale.ROOT),
                    token.owner().agent(),
                    token.created(),
                    token.createdBy(),
                    token.expires(),
                    token.lastUsed(),
                    token.state() == Token.State.REVOKED);
        }
    }

    /** Tokens, oldest first. */
    public record TokenList(List<TokenView> tokens) {}

    /** A token with its secret, which is not to be had again. */
    public record NewTokenView(
            String id,
            String name,
            String role,
            Optional<String> agent,
            Instant created,
            String createdBy,
            Optional<Instant> expires,
            Optional<Instant> lastUsed,
            boolean revoked,
            String token) {
        static NewTokenView of(NewToken made) {
            TokenView view = TokenView.of(made.token());
            return new NewTokenView(
                    view.id(),
                    view.name(),
                    view.role(),
                    view.agent(),
                    view.created(),
                    view.createdBy(),
                    view.expires(),
                    view.lastUsed(),
                    view.revoked(),
                    made.text());
        }

        @Override
        public String toString() {
            return "token " + id;
        }
    }

    public TokenRoutes(TokenStore tokens, SignInStore signIns, AgentIds agents, AuditTrail audit) {
        this.tokens = tokens;
        this.signIns = signIns;
        this.agents = agents;
        this.audit = audit;
    }

    public List<Route> routes() {
        return Scope.both(this::routes);
    }

    private List<Route> routes(Scope scope) {
        String path = scope.path("/tokens");
        Access admins = scope.access(Role.ADMINISTERING);
        return List.of(
                Route.of(Method.GET, path, admins, "List the tokens of " + scope.whose())
                        .answers(Answer.json(200, "all tokens, without their secrets", TokenList.class))
                        .handle(call -> Reply.json(new TokenList(
                                tokens.list(scope.tenant(call)).stream().map(TokenView::of).toList()))),
                Route.of(Method.POST, path, admins, "Make a token of " + scope.whose())
                        .takes(BodyRule.json(TokenRequest.class))
                        .answers(Answer.json(201, "the token, with its secret, which is shown this once", NewTokenView.class))
                        .handle(call -> create(call, scope.tenant(call))),
                Route.of(Method.DELETE, path + "/{token}", admins, "Revoke a token of " + scope.whose())
                        .answers(Answer.empty(204, "revoked"))
                        .handle(call -> revoke(call, scope.tenant(call))));
    }

    private Reply create(Call call, Optional<TenantName> tenant) {
        TokenRequest request = call.json(TokenRequest.class);
        Role role = RoleNames.parse(request.role());
        NewToken made = tokens.create(owner(request.name(), role, tenant), call.caller().name(), lifetime(request));
        record(call, tenant, "token.create", made.token());
        return Reply.json(201, NewTokenView.of(made));
    }

    private Token.Owner owner(String name, Role role, Optional<TenantName> tenant) {
        if (role != Role.AGENT) {
            return new Token.Owner(name, role, tenant, Optional.empty());
        }
        TenantName home = tenant.orElseThrow(() -> new HoldfastException(
                ErrorCode.INVALID_ARGUMENT, "an agent belongs to a tenant", "make its token under /api/v1/tenants/TENANT/tokens"));
        return new Token.Owner(name, role, tenant, Optional.of(agents.idOf(home, name)));
    }

    private static Optional<Duration> lifetime(TokenRequest request) {
        return request.expiresDays().isPresent()
                ? Optional.of(Duration.ofDays(request.expiresDays().getAsInt()))
                : Optional.empty();
    }

    private Reply revoke(Call call, Optional<TenantName> tenant) {
        Token token = tokens.find(call.path("token"))
                .filter(found -> found.owner().tenant().equals(tenant))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NOT_FOUND, "there is no such token here", "list the tokens with 'holdfast token list'"));
        tokens.revoke(token);
        signIns.endWhere(signIn -> signIn.subject().equals(new SignIn.ByToken(token.id())));
        record(call, tenant, "token.revoke", token);
        return Reply.empty(204);
    }

    private void record(Call call, Optional<TenantName> tenant, String action, Token token) {
        Map<String, String> detail = Map.of("name", token.owner().name(), "role", token.owner().role().name().toLowerCase(Locale.ROOT));
        audit.record(
                call.caller(),
                call.requestId(),
                new AuditTrail.Act(tenant, action, token.id(), AuditTrail.Outcome.DONE, detail));
    }
}
