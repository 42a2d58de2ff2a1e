package dev.holdfast.flags.openfeature;

import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values in OpenFeature's form and in that of rules. */
final class Values {
    private Values() {}

    /** As rules see it: numbers are doubles, times are texts of ISO 8601. */
    static @Nullable Object json(Value value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        if (value.isInstant()) {
            return value.asInstant().toString();
        }
        if (value.isList()) {
            List<@Nullable Object> elements = new ArrayList<>();
            value.asList().forEach(element -> elements.add(element == null ? null : json(element)));
            return elements;
        }
        return value.isStructure() ? members(value.asStructure()) : value.asObject();
    }

    private static Map<String, @Nullable Object> members(Structure structure) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        structure.asMap().forEach((name, member) -> members.put(name, member == null ? null : json(member)));
        return members;
    }

    /** As programs see it: whole numbers that fit are integers. */
    static Value value(@Nullable Object json) {
        return switch (json) {
            case null -> new Value();
            case Boolean truth -> new Value(truth);
            case String text -> new Value(text);
            case Double number when isInteger(number) -> new Value(number.intValue());
            case Double number -> new Value(number);
            case List<?> list -> new Value(list.stream().map(Values::value).toList());
            case Map<?, ?> map -> new Value(structure(map));
            default -> new Value(String.valueOf(json));
        };
    }

    private static Structure structure(Map<?, ?> map) {
        Map<String, Value> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), value(member)));
        return new ImmutableStructure(members);
    }

    static boolean isInteger(double number) {
        return number == (int) number;
    }

    static boolean isLong(double number) {
        return number == Math.rint(number) && Math.abs(number) <= 0x1p53;
    }

    /** What OpenFeature's metadata can hold: truths, texts and numbers. */
    static ImmutableMetadata metadata(Map<String, Object> metadata) {
        if (metadata.isEmpty()) {
            return ImmutableMetadata.EMPTY;
        }
        ImmutableMetadata.ImmutableMetadataBuilder builder = ImmutableMetadata.builder();
        metadata.forEach((name, value) -> {
            switch (value) {
                case Boolean truth -> builder.addBoolean(name, truth);
                case String text -> builder.addString(name, text);
                case Double number -> builder.addDouble(name, number);
                default -> {
                    // There is no word for it.
                }
            }
        });
        return builder.build();
    }
}
