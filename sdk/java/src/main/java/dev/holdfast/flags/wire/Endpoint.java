package dev.holdfast.flags.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Where the flags of an environment are. Immutable.
 *
 * @param address what the paths are appended to, such as {@code https://flags.example/flags/shop/production}
 * @param token gives what is sent as bearer token; asked anew for each request, so that it may change. Empty text for none
 * @param tls what certificates are checked by, if not by what Java trusts
 */
public record Endpoint(URI address, Supplier<String> token, Optional<SSLContext> tls) {
    public Endpoint {
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("the address of flags begins with http:// or https://, not '" + address + "'");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address of flags has no query, fragment or user");
        }
    }

    /** A server that admits programs on its own machine without a token. */
    public static Endpoint at(URI address) {
        return new Endpoint(address, () -> "", Optional.empty());
    }

    /** The same with this token. */
    public Endpoint withToken(String next) {
        return new Endpoint(address, () -> next, tls);
    }

    /** The same with the token that stands in a file at the time. */
    public Endpoint withTokenFile(Path file) {
        return new Endpoint(address, () -> read(file), tls);
    }

    /** The same with certificates checked by this. */
    public Endpoint withTls(SSLContext next) {
        return new Endpoint(address, token, Optional.of(next));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the token in " + file + " cannot be read", e);
        }
    }

    /** The address of one of its operations. */
    URI at(String path) {
        String base = address.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address.toString();
    }
}
