package dev.holdfast.client.remote.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of JSON that is being written, field by field. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    public JsonText put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public JsonText put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public JsonText put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    public JsonText put(String name, Instant value) {
        return put(name, value.toString());
    }

    public JsonText put(String name, JsonText value) {
        fields.put(name, value);
        return this;
    }

    /** Bytes in base64. */
    public JsonText put(String name, byte[] value) {
        return put(name, Base64.getEncoder().encodeToString(value));
    }

    /** A text if there is one. */
    public JsonText put(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    public JsonText texts(String name, List<String> values) {
        fields.put(name, List.copyOf(values));
        return this;
    }

    public JsonText numbers(String name, List<Integer> values) {
        fields.put(name, values.stream().map(Integer::longValue).toList());
        return this;
    }

    public JsonText objects(String name, List<JsonText> values) {
        fields.put(name, List.copyOf(values));
        return this;
    }

    /** The object's bytes. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            write(generator, this);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "cannot write JSON: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case JsonText object -> {
                generator.writeStartObject();
                for (Map.Entry<String, Object> field : object.fields.entrySet()) {
                    generator.writeFieldName(field.getKey());
                    write(generator, field.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                for (Object element : list) {
                    write(generator, element);
                }
                generator.writeEndArray();
            }
            case Long number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            default -> generator.writeString(value.toString());
        }
    }
}
