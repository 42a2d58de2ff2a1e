package dev.holdfast.client.cli.config;

import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Values as they are written on a command line. What makes no sense stays a text, about which the server says what is wrong. */
final class ValueWords {
    private ValueWords() {}

    static Object json(String type, String text) {
        return switch (type) {
            case "boolean" -> truth(text);
            case "integer" -> text.matches("[0-9]{1,15}") ? (Object) Double.parseDouble(text) : text;
            case "list" -> list(text);
            default -> text;
        };
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> text;
        };
    }

    private static Object list(String text) {
        if (text.startsWith("[") && JsonText.value(text.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document document
                && document.value() instanceof List<?> list) {
            return list;
        }
        return text.isEmpty() ? new ArrayList<Object>() : new ArrayList<Object>(List.of(text.split(",", -1)));
    }
}
