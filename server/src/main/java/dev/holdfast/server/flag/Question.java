package dev.holdfast.server.flag;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import java.util.Map;
import java.util.Optional;

/** The body of a request of OFREP, read. */
sealed interface Question {
    /** Asks for this context. */
    record For(EvaluationContext context) implements Question {}

    /** Makes no sense. */
    record Wrong(FlagError code, String message) implements Question {}

    static Question read(byte[] body) {
        if (body.length == 0) {
            return new For(EvaluationContext.EMPTY);
        }
        return switch (JsonText.value(body)) {
            case Parsed.Fault fault -> new Wrong(FlagError.PARSE_ERROR, fault.message() + " (" + fault.place() + ")");
            case Parsed.Document document when document.value() instanceof Map<?, ?> map -> context(map);
            case Parsed.Document document -> new Wrong(FlagError.PARSE_ERROR, "the request is not a JSON object");
        };
    }

    private static Question context(Map<?, ?> map) {
        if (!map.containsKey("context")) {
            return new For(EvaluationContext.EMPTY);
        }
        Optional<EvaluationContext> context = EvaluationContext.of(map.get("context"));
        return context.<Question>map(For::new).orElseGet(() -> new Wrong(FlagError.INVALID_CONTEXT, "the context is not a JSON object"));
    }
}
