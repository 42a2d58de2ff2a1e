package dev.holdfast.server.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON from outside, and where, without repeating what was in it: it may be a secret. */
final class JsonFault {
    private JsonFault() {}

    static HoldfastException of(IOException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case InvalidFormatException format -> refused(place(format.getPath()) + " is not " + wanted(format.getTargetType()), format);
            case JsonMappingException mapping -> mapping(mapping);
            case JsonProcessingException syntax -> refused("the body is not JSON that is taken here" + where(syntax.getLocation()), syntax);
            default -> new HoldfastException(ErrorCode.IO_FAILED, "the body could not be read", fault);
        };
    }

    private static String where(@Nullable JsonLocation place) {
        return place == null ? "" : ": see line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static HoldfastException mapping(JsonMappingException fault) {
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HoldfastException own) {
                return own;
            }
            if (cause instanceof IllegalArgumentException refused && refused.getMessage() != null) {
                return refused(place(fault.getPath()) + " is refused: " + refused.getMessage(), fault);
            }
        }
        return refused(place(fault.getPath()) + " is missing or does not have the form it needs", fault);
    }

    private static HoldfastException unknown(UnrecognizedPropertyException fault) {
        String message = "the field " + cut(fault.getPropertyName()) + " is not known here";
        Collection<Object> known = fault.getKnownPropertyIds() == null ? List.of() : fault.getKnownPropertyIds();
        Optional<String> near = known.stream()
                .map(Object::toString)
                .min(Comparator.comparingInt(name -> Distance.between(name, fault.getPropertyName())))
                .filter(name -> Distance.between(name, fault.getPropertyName()) <= 3);
        String next = near.map(name -> "did you mean " + name + "?")
                .orElse(known.isEmpty() ? "leave it out" : "known fields: " + String.join(", ", known.stream().map(Object::toString).toList()));
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, next, fault);
    }

    private static HoldfastException refused(String message, Throwable cause) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, "see /openapi.json for what this operation takes", cause);
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(value -> value.toString().toLowerCase(Locale.ROOT)).toList());
        }
        return "a valid " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String place(List<JsonMappingException.Reference> path) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(cut(step.getFieldName()));
            }
        }
        return place.isEmpty() ? "the body" : "the field " + place;
    }

    private static String cut(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
