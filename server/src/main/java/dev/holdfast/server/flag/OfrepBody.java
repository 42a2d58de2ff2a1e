package dev.holdfast.server.flag;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** Evaluations as OFREP's JSON. */
final class OfrepBody {
    private OfrepBody() {}

    /** One evaluation, as it stands alone or in a list of all. Without a value the client takes the program's own default. */
    static byte[] of(Evaluation evaluation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key", evaluation.key());
        Evaluation.Fault fault = evaluation.fault();
        if (fault != null) {
            body.put("errorCode", fault.code().name());
            body.put("errorDetails", fault.message());
        } else {
            body.put("reason", evaluation.reason().name());
        }
        if (evaluation.variant() != null && evaluation.value() != null) {
            body.put("variant", evaluation.variant());
            body.put("value", evaluation.value());
        }
        if (!evaluation.metadata().isEmpty()) {
            body.put("metadata", evaluation.metadata());
        }
        return CanonicalJson.bytes(body);
    }

    /** A request that cannot be answered at all. */
    static byte[] failure(FlagError code, String message) {
        return CanonicalJson.bytes(Map.of("errorCode", code.name(), "errorDetails", message));
    }

    /** The same for one flag. */
    static byte[] failure(String key, FlagError code, String message) {
        return CanonicalJson.bytes(Map.of("key", key, "errorCode", code.name(), "errorDetails", message));
    }
}
