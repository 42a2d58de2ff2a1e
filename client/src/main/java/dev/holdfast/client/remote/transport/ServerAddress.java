package dev.holdfast.client.remote.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tenant of a server, as people write it: {@code https://host:port/tenant}.
 *
 * @param base scheme, host and port
 * @param tenant the tenant, or empty where the server itself is meant
 */
public record ServerAddress(URI base, Optional<String> tenant) {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String API = "/api/v1";

    /** Whether a text is meant as the address of a server, right or wrong. */
    public static boolean isAddress(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with the reason, in words, if it cannot be one
     */
    public static ServerAddress parse(String text) {
        URI uri = uri(text);
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address holds no names or secrets before the host");
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an address is http(s)://HOST:PORT/TENANT");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("^/|/$", "");
        if (!path.isEmpty() && !TENANT.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no name of a tenant: lower-case letters, digits and '-', at most 63, the first no '-'");
        }
        URI base = URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority().toLowerCase(Locale.ROOT));
        return new ServerAddress(base, path.isEmpty() ? Optional.empty() : Optional.of(path));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not the form of an address (" + e.getReason() + ")", e);
        }
    }

    /** The address of something that belongs to no tenant; {@code path} starts with a slash and follows {@code /api/v1}. */
    public URI ofServer(String path) {
        return URI.create(base + API + path);
    }

    /** The path below {@code /api/v1} of something that belongs to the tenant. */
    public String inTenant(String path) {
        return "/tenants/" + tenant.orElseThrow(() -> new IllegalArgumentException("the address " + this + " names no tenant")) + path;
    }

    /** Whether what is sent there can be read on the way. */
    public boolean isInTheClear() {
        return base.getScheme().equals("http") && !isLoopback();
    }

    private boolean isLoopback() {
        String host = base.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    /** Host and port, by which a server is remembered. */
    public String server() {
        int port = base.getPort() >= 0 ? base.getPort() : base.getScheme().equals("https") ? 443 : 80;
        return base.getHost() + ":" + port;
    }

    @Override
    public String toString() {
        return base + tenant.map(name -> "/" + name).orElse("");
    }
}
