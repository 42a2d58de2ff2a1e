package dev.holdfast.client.remote.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.core.codec.MalformedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An object of JSON that was read. A field that is null counts as one that is not there; fields that nobody asks for do no harm. */
public final class JsonObject {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_DEPTH = 32;

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads one object that takes up all of the bytes.
     *
     * @throws MalformedException if they are anything else
     */
    public static JsonObject parse(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            Object value = value(parser, 0);
            if (!(value instanceof JsonObject object) || parser.nextToken() != null) {
                throw new MalformedException("the answer is not one object of JSON");
            }
            return object;
        } catch (IOException e) {
            throw new MalformedException("the answer is not JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("the answer is nested deeper than " + MAX_DEPTH);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new MalformedException("the answer ends early");
        };
    }

    private static JsonObject object(JsonParser parser, int depth) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser, depth + 1);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new JsonObject(fields);
    }

    private static List<Object> array(JsonParser parser, int depth) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(parser, depth + 1);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text that has to be there. */
    public String text(String name) {
        return required(name, String.class);
    }

    public Optional<String> optionalText(String name) {
        return optional(name, String.class);
    }

    /** A text, or an empty one if there is none. */
    public String textOrEmpty(String name) {
        return optionalText(name).orElse("");
    }

    /** A whole number that has to be there. */
    public long number(String name) {
        return required(name, Long.class);
    }

    public OptionalLong optionalNumber(String name) {
        Optional<Long> value = optional(name, Long.class);
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    /** A number with or without a fraction, or 0 if there is none. */
    public double fraction(String name) {
        return optional(name, Number.class).map(Number::doubleValue).orElse(0.0);
    }

    /** Whether the field is there and true. */
    public boolean isTrue(String name) {
        return optional(name, Boolean.class).orElse(false);
    }

    /** Bytes that are written in base64, of either alphabet. */
    public byte[] bytes(String name) {
        String text = textOrEmpty(name);
        try {
            return text.indexOf('-') >= 0 || text.indexOf('_') >= 0 ? Base64.getUrlDecoder().decode(text) : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name);
        }
    }

    public Optional<Instant> time(String name) {
        try {
            return optionalText(name).map(Instant::parse);
        } catch (DateTimeException e) {
            throw wrong(name);
        }
    }

    /** An object that has to be there. */
    public JsonObject object(String name) {
        return required(name, JsonObject.class);
    }

    public Optional<JsonObject> optionalObject(String name) {
        return optional(name, JsonObject.class);
    }

    /** The objects of a list; no list is an empty one. */
    public List<JsonObject> objects(String name) {
        return elements(name, JsonObject.class);
    }

    /** The texts of a list; no list is an empty one. */
    public List<String> texts(String name) {
        return elements(name, String.class);
    }

    /** The whole numbers of a list; no list is an empty one. */
    public List<Long> numbers(String name) {
        return elements(name, Long.class);
    }

    /** Everything in it, for printing: texts, numbers, truths, lists and further objects. */
    public Map<String, Object> fields() {
        return Map.copyOf(fields);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        List<T> elements = new ArrayList<>();
        for (Object element : optional(name, List.class).orElse(List.of())) {
            if (!type.isInstance(element)) {
                throw wrong(name);
            }
            elements.add(type.cast(element));
        }
        return elements;
    }

    private <T> T required(String name, Class<T> type) {
        return optional(name, type).orElseThrow(() -> new MalformedException("the answer lacks '" + name + "'"));
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private static MalformedException wrong(String name) {
        return new MalformedException("'" + name + "' in the answer is of another kind than it should be");
    }
}
