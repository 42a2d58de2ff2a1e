package dev.holdfast.control.flag.logic;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules and values as tests write them. */
final class Logic {
    private Logic() {}

    static @Nullable Object json(String text) {
        return switch (JsonText.value(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Document document -> document.value();
            case Parsed.Fault fault -> throw new IllegalArgumentException(fault + " in " + text);
        };
    }

    static @Nullable Object evaluate(@Nullable Object rule, @Nullable Object data) {
        return new LogicCompiler().compile(rule, Pointer.ROOT).value(Scope.of(data));
    }

    /** The value as text in which NaN and the infinities show, as they do in the oracle's answers. */
    static String shown(@Nullable Object value) {
        return CanonicalJson.text(encoded(value));
    }

    private static @Nullable Object encoded(@Nullable Object value) {
        return switch (value) {
            case Double number when !Double.isFinite(number) -> Map.of("$number", number.toString());
            case List<?> list -> list.stream().map(Logic::encoded).collect(Collectors.toCollection(ArrayList::new));
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> encoded = new LinkedHashMap<>();
                map.forEach((key, member) -> encoded.put((String) key, encoded(member)));
                yield encoded;
            }
            case null, default -> value;
        };
    }
}
