package dev.holdfast.client.remote.transport;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Id128;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** One request through all of its attempts. Belongs to one thread. */
final class Trial {
    private final Transport.Settings settings;
    private final Request request;
    private final Id128 requestId;
    private final String trace;

    /** @param trace the id of all that this process does, for {@code traceparent} */
    Trial(Transport.Settings settings, Request request, Id128 requestId, String trace) {
        this.settings = settings;
        this.request = request;
        this.requestId = requestId;
        this.trace = trace;
    }

    /** The next attempt; the ids stay the same, so that the server knows a repetition by them. */
    HttpRequest.Builder next(long deadlineMillis, String span) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(settings.address().ofServer(request.path()))
                .timeout(Duration.ofMillis(deadlineMillis))
                .header("X-Request-Id", requestId.toString())
                .header("traceparent", "00-" + trace + "-" + span + "-01")
                .header("X-Deadline-Millis", Long.toString(deadlineMillis))
                .header("Accept", "application/json, application/octet-stream");
        settings.token().ifPresent(token -> builder.header("Authorization", token.header()));
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            builder.header("Idempotency-Key", requestId.toString());
        }
        if (!request.payload().mediaType().isEmpty()) {
            builder.header("Content-Type", request.payload().mediaType());
        }
        request.headers().forEach(builder::setHeader);
        return builder;
    }

    /** What is said when the server could not be reached or did not answer. */
    HoldfastException unreachable(Throwable cause) {
        UntrustedCertificate untrusted = Exchange.find(cause, UntrustedCertificate.class);
        if (untrusted != null) {
            return untrusted(untrusted);
        }
        return new HoldfastException(
                ErrorCode.SERVER_UNREACHABLE,
                "the server " + settings.address().base() + " does not answer: " + redacted(reason(cause)),
                "",
                cause);
    }

    /** The platform leaves most of its failures to connect without words. */
    private static String reason(Throwable cause) {
        if (Exchange.find(cause, UnresolvedAddressException.class) != null || cause instanceof UnknownHostException) {
            return "nobody knows a host of that name";
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        return switch (cause) {
            case HttpConnectTimeoutException _ -> "there is no connection to it";
            case ConnectException _ when message.isBlank() -> "nobody listens there";
            default -> message.isBlank() ? "the connection broke off" : message;
        };
    }

    /** What is said when nobody knows whether a request that must not be repeated was carried out. */
    HoldfastException unknown(Throwable cause) {
        return new HoldfastException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the server " + settings.address().base() + " did not answer, so it is not known whether it did what was asked: "
                        + redacted(String.valueOf(cause.getMessage())),
                "see what is there before doing it again",
                cause);
    }

    private HoldfastException untrusted(UntrustedCertificate untrusted) {
        String server = settings.address().server();
        return switch (settings.trust()) {
            case ServerTrust.OfSystem _ -> new HoldfastException(
                    ErrorCode.CERTIFICATE_UNTRUSTED,
                    "the server " + server + " shows a certificate that nobody known here signed: " + untrusted.shown(),
                    "if that is what the server printed at its start, add --server-fingerprint " + untrusted.shown(),
                    untrusted);
            case ServerTrust.Pinned pinned when pinned.word() == ServerTrust.Word.GIVEN -> new HoldfastException(
                    ErrorCode.CERTIFICATE_UNTRUSTED,
                    "the server " + server + " does not show the certificate that was given, " + pinned.fingerprint() + ", but "
                            + untrusted.shown() + ". Nothing was sent",
                    "compare with what the server printed at its start; if they differ, somebody may be listening in between",
                    untrusted);
            case ServerTrust.Pinned pinned -> new HoldfastException(
                    ErrorCode.CERTIFICATE_UNTRUSTED,
                    "THE CERTIFICATE OF " + server + " HAS CHANGED: " + pinned.fingerprint() + " was expected and " + untrusted.shown()
                            + " is shown; somebody may be listening in between. Nothing was sent",
                    "ask who runs the server; only if they made a new certificate, add --server-fingerprint " + untrusted.shown(),
                    untrusted);
        };
    }

    private String redacted(String text) {
        return settings.token().map(token -> token.redact(text)).orElse(text);
    }
}
