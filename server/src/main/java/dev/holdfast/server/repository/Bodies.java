package dev.holdfast.server.repository;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.server.api.Call;
import java.util.List;
import java.util.function.Function;

/** What callers write, read with the faults of form as theirs. Keeps no state. */
final class Bodies {
    /** Length of the longest batch of fingerprints. */
    static final long BATCH_BYTES = (long) MetadataService.MAX_BATCH * Fingerprint.BYTES;

    private Bodies() {}

    /** The body as something of {@code core.wire}. */
    static <T> T octets(Call call, Function<byte[], T> decode) {
        try {
            return decode.apply(call.bytes());
        } catch (MalformedException | IllegalArgumentException e) {
            throw invalid("the body is not what this operation takes: " + e.getMessage());
        }
    }

    /** The body as a batch of fingerprints. */
    static List<Fingerprint> batch(Call call) {
        return octets(call, bytes -> FingerprintList.decode(bytes, MetadataService.MAX_BATCH));
    }

    static SessionId session(String text) {
        return parsed("session", text, SessionId::parse);
    }

    static PackId pack(Call call) {
        return parsed("pack", call.path("pack"), PackId::parse);
    }

    static Fingerprint fingerprint(String text) {
        return parsed("fingerprint", text, Fingerprint::parse);
    }

    private static <T> T parsed(String what, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid("this is no " + what + ": it has another form");
        }
    }

    static HoldfastException invalid(String message) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, "see /openapi.json for what is taken");
    }
}
