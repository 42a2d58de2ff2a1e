package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Keeps the pages of other sites from using a browser against this server: by a name of theirs for its address, or with its cookie. */
final class OriginRules {
    private final Set<String> hosts;

    /** {@code hosts} are the names under which the server may be asked; none means any. */
    OriginRules(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    /** Refuses a request for a name that is not this server's (DNS rebinding). */
    void requireKnownHost(Request request) {
        String host = request.getHttpURI().getHost();
        if (!hosts.isEmpty() && (host == null || !hosts.contains(bare(host)))) {
            throw new Refusal(421, new HoldfastException(
                    ErrorCode.FORBIDDEN, "this server is not known by the name in the address", "use localhost, or start it with --host-name NAME"));
        }
    }

    /** Refuses a request that a page of another site made. */
    void requireSameOrigin(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        String origin = request.getHeaders().get("Origin");
        boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreignSite || (origin != null && !isOwn(origin, request))) {
            throw new HoldfastException(ErrorCode.FORBIDDEN, "the page that asks is not this server's", "use the console of this server");
        }
    }

    private static boolean isOwn(String origin, Request request) {
        HttpURI own = request.getHttpURI();
        try {
            HttpURI other = HttpURI.from(origin);
            return same(other.getScheme(), own.getScheme()) && same(other.getHost(), own.getHost()) && port(other) == port(own);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    private static int port(HttpURI address) {
        if (address.getPort() > 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static String bare(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return plain.toLowerCase(Locale.ROOT);
    }
}
