package dev.holdfast.server.telemetry;

import dev.holdfast.core.time.Entropy;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a request in a trace, as in W3C Trace Context, level 1.
 *
 * @param traceId 32 hex digits, the same in all services that a request passes
 * @param spanId 16 hex digits, this server's part of it
 * @param parentId the caller's part, or empty if the trace begins here
 * @param flags two hex digits
 */
public record TraceContext(String traceId, String spanId, String parentId, String flags) {
    /** How much chance a new place takes. */
    public static final int RANDOM_BYTES = 24;

    private static final int SPAN_BYTES = 8;
    private static final Pattern FORM = Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Continues the trace of a {@code traceparent} header, or begins one if there is none or it is malformed. */
    public static TraceContext continued(Optional<String> header, Entropy entropy) {
        return continued(header, entropy.bytes(RANDOM_BYTES));
    }

    /** The same with {@link #RANDOM_BYTES} random bytes at hand. */
    public static TraceContext continued(Optional<String> header, byte[] random) {
        String span = HexFormat.of().formatHex(random, 0, SPAN_BYTES);
        if (header.isPresent()) {
            Matcher matcher = FORM.matcher(header.get());
            if (matcher.matches() && !zero(matcher.group(1)) && !zero(matcher.group(2))) {
                return new TraceContext(matcher.group(1), span, matcher.group(2), matcher.group(3));
            }
        }
        return new TraceContext(HexFormat.of().formatHex(random, SPAN_BYTES, RANDOM_BYTES), span, "", "01");
    }

    private static boolean zero(String hex) {
        return hex.chars().allMatch(digit -> digit == '0');
    }

    /** As a {@code traceparent} header for what this server asks others. */
    public String header() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
