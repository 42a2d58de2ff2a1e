package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.tenant.TenantName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows callers by fixed tokens, for tests of operations over real sockets: {@code admin}, {@code operator} and {@code reader} belong to all
 * tenants, {@code t/admin} … {@code t/agent} to the tenant {@code t}. Any other tokens can be added.
 */
public final class TokenTable implements Authenticator {
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    /** The tokens above for a tenant. */
    public static TokenTable of(String tenant) {
        TokenTable table = new TokenTable();
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(java.util.Locale.ROOT);
            table.add(name, caller(name, role, Optional.empty()));
            table.add(tenant + "/" + name, caller(tenant + "/" + name, role, Optional.of(new TenantName(tenant))));
        }
        return table;
    }

    /** Makes a token known. */
    public TokenTable add(String token, Caller caller) {
        callers.put(token, caller);
        return this;
    }

    /** Makes a token unknown again. */
    public void remove(String token) {
        callers.remove(token);
    }

    private static Caller caller(String name, Role role, Optional<TenantName> tenant) {
        Optional<String> agent = role == Role.AGENT ? Optional.of("agent-of-" + name) : Optional.empty();
        return new Caller(Caller.Kind.TOKEN, name, name, role, tenant, agent, Optional.empty(), "127.0.0.1");
    }

    @Override
    public Caller authenticate(Credentials credentials) {
        Optional<String> token = credentials.authorization().map(header -> header.replaceFirst("^Bearer ", "")).or(credentials::cookie);
        if (token.isEmpty()) {
            return Caller.anonymous(credentials.address());
        }
        Caller caller = callers.get(token.get());
        if (caller == null) {
            throw new HoldfastException(ErrorCode.UNAUTHORIZED, "this token is not known", "ask for another");
        }
        return caller;
    }
}
