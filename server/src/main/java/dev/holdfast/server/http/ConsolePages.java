package dev.holdfast.server.http;

import dev.holdfast.server.api.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The console's files, as they were built into the class path. What is no file but could be a place within the console gets its first page,
 * which finds the place itself.
 */
public final class ConsolePages implements Pages {
    private static final String ROOT = "/META-INF/holdfast/console/";
    private static final String INDEX = "index.html";
    private static final Set<String> NOT_PAGES = Set.of("api", "health", "metrics", "openapi.json", ".well-known");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final byte[] NOT_BUILT = ("<!doctype html><html lang=\"en\"><title>Holdfast</title><h1>The console was not built</h1>"
                    + "<p>This server works, but it was built without its web pages. Build them with <code>./dev console</code>, "
                    + "or use the API: see <a href=\"/openapi.json\">/openapi.json</a>.</p></html>")
            .getBytes(StandardCharsets.UTF_8);

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    private record Asset(String name, byte[] bytes, String tag) {}

    @Override
    public Optional<Reply> page(List<String> segments, Optional<String> ifNoneMatch) {
        if (!segments.isEmpty() && NOT_PAGES.contains(segments.getFirst())) {
            return Optional.empty();
        }
        String name = String.join("/", segments);
        boolean isFile = !segments.isEmpty() && segments.getLast().contains(".");
        Optional<Asset> asset = isFile ? asset(name) : asset(INDEX);
        if (asset.isEmpty() && !isFile) {
            return Optional.of(Reply.bytes("text/html; charset=utf-8", NOT_BUILT).with("Cache-Control", "no-store"));
        }
        return asset.map(found -> reply(found, ifNoneMatch));
    }

    private Optional<Asset> asset(String name) {
        Asset known = loaded.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Asset> found = load(name);
        found.ifPresent(asset -> loaded.put(name, asset));
        return found;
    }

    private static Optional<Asset> load(String name) {
        if (!TYPES.containsKey(ending(name))) {
            return Optional.empty();
        }
        try (InputStream in = ConsolePages.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            String tag = "\"" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12) + "\"";
            return Optional.of(new Asset(name, bytes, tag));
        } catch (IOException e) {
            throw new UncheckedIOException("the console's file " + name + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without SHA-256", e);
        }
    }

    private static Reply reply(Asset asset, Optional<String> ifNoneMatch) {
        // The build puts a digest of their content into the names of all files under assets/.
        String caching = asset.name().startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        boolean same = ifNoneMatch.isPresent() && ifNoneMatch.get().contains(asset.tag());
        Reply reply = same ? Reply.empty(304) : Reply.bytes(TYPES.getOrDefault(ending(asset.name()), "application/octet-stream"), asset.bytes());
        return reply.with("Cache-Control", caching).with("ETag", asset.tag());
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
