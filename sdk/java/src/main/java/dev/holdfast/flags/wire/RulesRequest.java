package dev.holdfast.flags.wire;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.time.Clock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Asks for the rules. What comes is believed only if it is sound and its content is what its version says. Thread-safe. */
public final class RulesRequest {
    private static final String PATH = "/flags/v1/rules";

    private final FlagsHttp http;
    private final Clock clock;
    private final Duration patience;

    public RulesRequest(FlagsHttp http, Clock clock, Duration patience) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks once.
     *
     * @param known the version that is known from this server or is at least no older than what it may answer; empty for none
     * @param wanted a version that somebody else has, which the server then looks for; empty for none
     */
    public Fetched ask(Optional<FlagsVersion> known, Optional<FlagsVersion> wanted) throws InterruptedException {
        try {
            HttpRequest.Builder request = http.request(PATH).header("Accept", "application/json");
            known.ifPresent(version -> request.header("If-None-Match", "\"" + version + "\""));
            wanted.or(() -> known).ifPresent(version -> request.header(Guard.HEADER, version.toString()));
            return answered(http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), FlagDocument.LIMIT_BYTES), patience));
        } catch (IOException | RuntimeException e) {
            // A token that cannot be read, or is no header, is a failure of this question like any other.
            return failed("the server did not answer: " + FlagsHttp.said(e));
        }
    }

    private Fetched answered(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> rules(response);
            case 304 -> new Fetched.Same();
            case 401, 403 -> refused(response, "the server does not admit this program (" + response.statusCode() + "); see its token");
            default -> refused(response, "the server answered " + response.statusCode());
        };
    }

    private Fetched refused(HttpResponse<byte[]> response, String reason) {
        return new Fetched.Failed(reason, RetryAfter.of(response, clock.now()));
    }

    private static Fetched rules(HttpResponse<byte[]> response) {
        Optional<FlagsVersion> version = response.headers().firstValue(Guard.HEADER).flatMap(FlagsVersion::read);
        if (version.isEmpty()) {
            return failed("the server did not say which version its answer is");
        }
        return switch (FlagDocument.read(response.body())) {
            case FlagDocument.Outcome.Refused refused -> failed("the answer is no sound set of flags: " + refused.problems().getFirst());
            case FlagDocument.Outcome.Accepted accepted -> digest(accepted.document()).equals(version.get().digest())
                    ? new Fetched.Rules(version.get(), accepted.document())
                    : failed("the answer is not what its version " + version.get() + " says");
        };
    }

    private static Fetched failed(String reason) {
        return new Fetched.Failed(reason, Duration.ZERO);
    }

    private static String digest(FlagDocument document) {
        try {
            byte[] canonical = CanonicalJson.text(document.json()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
