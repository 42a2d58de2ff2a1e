package dev.holdfast.program.flags;

import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.Reason;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a server that speaks OFREP, Holdfast's or another. */
final class FlagServerClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI server;

    FlagServerClient(String address) {
        String base = address.endsWith("/") ? address : address + "/";
        if (!base.startsWith("http://") && !base.startsWith("https://")) {
            throw Usage.errorWithNext("--server is an address such as http://127.0.0.1:8016, not '" + address + "'", "holdfast flags eval --help");
        }
        this.server = URI.create(base);
    }

    Evaluation evaluate(String key, EvaluationContext context) {
        URI address = server.resolve("ofrep/v1/evaluate/flags/" + encoded(key));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(Map.of("context", context.attributes()))))
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (JsonText.value(response.body()) instanceof Parsed.Document document && document.value() instanceof Map<?, ?> body) {
                return evaluation(key, response.statusCode(), body);
            }
            throw unexpected(response.statusCode());
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.SERVER_UNREACHABLE, "the flag server " + server + " does not answer: " + e.getMessage(), "see that it runs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while the flag server was asked", e);
        }
    }

    /** A slash divides segments, also in the name of a flag. */
    private static String encoded(String key) {
        return Arrays.stream(key.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private HoldfastException unexpected(int status) {
        return new HoldfastException(
                ErrorCode.UNSUPPORTED, "what answers at " + server + " (status " + status + ") does not speak OFREP", "see that the address is right");
    }

    private Evaluation evaluation(String key, int status, Map<?, ?> body) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (body.get("metadata") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> metadata.put((String) name, value));
        }
        if (body.get("errorCode") instanceof String code) {
            return new Evaluation(key, null, null, Reason.ERROR, new Evaluation.Fault(fault(code), text(body.get("errorDetails"), code)), metadata);
        }
        if (status != 200) {
            throw unexpected(status);
        }
        String variant = body.get("variant") instanceof String name ? name : null;
        return new Evaluation(key, body.get("value"), variant, reason(body.get("reason")), null, metadata);
    }

    private static FlagError fault(String code) {
        return Arrays.stream(FlagError.values()).filter(known -> known.name().equals(code)).findFirst().orElse(FlagError.GENERAL);
    }

    /** Other servers have reasons of their own, all of which mean that a rule decided. */
    private static Reason reason(@Nullable Object reason) {
        return Arrays.stream(Reason.values())
                .filter(known -> known != Reason.ERROR && known.name().equals(reason))
                .findFirst()
                .orElse(Reason.TARGETING_MATCH);
    }

    private static String text(@Nullable Object value, String other) {
        return value instanceof String text ? text : other;
    }
}
