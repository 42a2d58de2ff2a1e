package dev.holdfast.flags.openfeature;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.flags.FlagReading;
import dev.holdfast.flags.Flags;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations in OpenFeature's words.
 *
 * @param flags the client
 * @param reading reads its flags
 */
record Answers(Flags flags, FlagReading reading) {
    /**
     * What a program asks for.
     *
     * @param type of the flag
     * @param form the value as the program wants it; empty if it has no such form
     */
    record Wanted<T>(FlagType type, Function<Object, Optional<T>> form) {}

    <T> ProviderEvaluation<T> answer(String key, T otherwise, Wanted<T> wanted, @Nullable EvaluationContext context) {
        if (!flags.isKnown()) {
            return failed(otherwise, ErrorCode.PROVIDER_NOT_READY, "the server has not been reached yet");
        }
        Evaluation evaluation = reading.evaluate(key, wanted.type(), ContextView.of(context));
        Evaluation.@Nullable Fault fault = evaluation.fault();
        if (fault != null) {
            return of(evaluation, failed(otherwise, code(fault.code()), fault.message()));
        }
        Object value = evaluation.value();
        if (value == null) {
            return of(evaluation, plain(otherwise, evaluation));
        }
        Optional<T> formed = wanted.form().apply(value);
        return of(
                evaluation,
                formed.isPresent() ? plain(formed.get(), evaluation) : failed(otherwise, ErrorCode.TYPE_MISMATCH, "the number has no such form"));
    }

    private static <T> ProviderEvaluation<T> of(Evaluation evaluation, ProviderEvaluation<T> answer) {
        answer.setFlagMetadata(Values.metadata(evaluation.metadata()));
        return answer;
    }

    private static <T> ProviderEvaluation<T> plain(T value, Evaluation evaluation) {
        ProviderEvaluation<T> answer = new ProviderEvaluation<>();
        answer.setValue(value);
        answer.setVariant(evaluation.variant());
        answer.setReason(evaluation.reason().name());
        return answer;
    }

    private static <T> ProviderEvaluation<T> failed(T otherwise, ErrorCode code, String message) {
        ProviderEvaluation<T> answer = new ProviderEvaluation<>();
        answer.setValue(otherwise);
        answer.setReason(Reason.ERROR.name());
        answer.setErrorCode(code);
        answer.setErrorMessage(message);
        return answer;
    }

    private static ErrorCode code(FlagError error) {
        return switch (error) {
            case FLAG_NOT_FOUND -> ErrorCode.FLAG_NOT_FOUND;
            case TYPE_MISMATCH -> ErrorCode.TYPE_MISMATCH;
            case INVALID_CONTEXT -> ErrorCode.INVALID_CONTEXT;
            case PARSE_ERROR -> ErrorCode.PARSE_ERROR;
            case GENERAL -> ErrorCode.GENERAL;
        };
    }
}
