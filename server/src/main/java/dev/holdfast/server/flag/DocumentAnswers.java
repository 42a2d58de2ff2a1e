package dev.holdfast.server.flag;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.TimeUse;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Answers with documents that are the same for everybody who asks for them, so that caches can keep them. Thread-safe. */
final class DocumentAnswers {
    private static final String JSON = "application/json";
    private static final String CACHING = "Cache-Control";
    /**
     * A cache asks once in two seconds whatever the number of pages, and a change is behind every cache after that. Longer saves next to
     * nothing; while the server is away for a moment, pages get what was there last.
     */
    private static final String SHORTLY = "public, max-age=2, stale-while-revalidate=10";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String FOR_A_SECOND = "public, max-age=1";

    private final Function<Call, FlagFeed> feed;

    DocumentAnswers(Function<Call, FlagFeed> feed) {
        this.feed = feed;
    }

    /** The small document that says which of the others holds. */
    Reply version(Call call) {
        ServedRules rules = feed.apply(call).served(call.header(DeliveryRoutes.VERSION), call);
        byte[] body = ("{\"flagsVersion\":\"" + rules.version() + "\"}").getBytes(StandardCharsets.UTF_8);
        return unless(call, tag(rules), () -> body).with(DeliveryRoutes.VERSION, rules.version()).with(CACHING, SHORTLY);
    }

    /** What all flags give for a context under one version. */
    Reply decisions(Call call) {
        FlagsVersion version = FlagsVersion.read(call.path("version"))
                .orElseThrow(() -> new HoldfastException(ErrorCode.INVALID_ARGUMENT, "this is no version of flags", "ask /flags/v1/version for the present one"));
        EvaluationContext context = context(call.path("context"));
        ServedRules rules = feed.apply(call)
                .exactly(version, call)
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "this version is not known here (any more)", "ask /flags/v1/version for the present one"));
        ServedRules.Bulk bulk = rules.decisions(context);
        boolean stays = rules.rules().time() == TimeUse.NEVER;
        return unless(call, bulk.tag(), bulk::body).with(DeliveryRoutes.VERSION, version.toString()).with(CACHING, stays ? FOR_EVER : FOR_A_SECOND);
    }

    /** The flags themselves. */
    Reply rules(Call call) {
        if (call.header("Origin").isPresent() || call.header("Sec-Fetch-Mode").isPresent()) {
            throw new HoldfastException(ErrorCode.FORBIDDEN, "rules are for servers: they say who gets what", "in a browser, evaluate the flags instead");
        }
        ServedRules rules = feed.apply(call).served(call.header(DeliveryRoutes.VERSION), call);
        return unless(call, tag(rules), () -> rules.rules().json().getBytes(StandardCharsets.UTF_8))
                .with(DeliveryRoutes.VERSION, rules.version())
                .with(CACHING, "private, no-cache");
    }

    private static String tag(ServedRules rules) {
        return "\"" + rules.version() + "\"";
    }

    /** A body as it is made. */
    @FunctionalInterface
    private interface Body {
        byte[] bytes();
    }

    private static Reply unless(Call call, String tag, Body body) {
        Reply reply = Tags.of(call).contains(tag) ? Reply.empty(304) : Reply.bytes(JSON, body.bytes());
        return reply.with("ETag", tag);
    }

    private static EvaluationContext context(String base64) {
        return decoded(base64)
                .flatMap(EvaluationContext::read)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "the context in the address is not a JSON object in base64url", "encode it without line breaks"));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
