package dev.holdfast.client.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * JSON being written. Names of fields are snake_case, sizes are in bytes, times are RFC 3339 in UTC with nanoseconds. A file name or path
 * that is not UTF-8 is followed by a field with its exact bytes, see {@link #path}.
 */
public final class Json {
    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** A part of a document that writes itself. */
    @FunctionalInterface
    public interface Part {
        void write(Json json);
    }

    /** Writes one document, on a line of its own, to the console's output. */
    public static void print(Console console, Part part) {
        document(console.stream(), part);
    }

    /** One document as text, for standard error. */
    public static String text(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document(bytes, part);
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private static void document(OutputStream out, Part part) {
        try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            part.write(new Json(generator));
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public Json object(Part fields) {
        return step(() -> {
            generator.writeStartObject();
            fields.write(this);
            generator.writeEndObject();
        });
    }

    public Json object(String name, Part fields) {
        return name(name).object(fields);
    }

    public Json array(Part elements) {
        return step(() -> {
            generator.writeStartArray();
            elements.write(this);
            generator.writeEndArray();
        });
    }

    public Json array(String name, Part elements) {
        return name(name).array(elements);
    }

    public Json field(String name, String value) {
        return step(() -> generator.writeStringField(name, value));
    }

    public Json field(String name, long value) {
        return step(() -> generator.writeNumberField(name, value));
    }

    public Json field(String name, double value) {
        return step(() -> generator.writeNumberField(name, value));
    }

    public Json field(String name, boolean value) {
        return step(() -> generator.writeBooleanField(name, value));
    }

    /** A moment, always with nine digits of its second, so that texts sort like times. */
    public Json time(String name, Instant time) {
        return field(name, Moments.precise(time));
    }

    public Json texts(String name, List<String> values) {
        return array(name, json -> values.forEach(json::element));
    }

    public Json element(long value) {
        return step(() -> generator.writeNumber(value));
    }

    public Json element(String value) {
        return step(() -> generator.writeString(value));
    }

    /**
     * A name or path: as text, in which what is not UTF-8 shows as U+FFFD, and in that case followed by {@code name_base64} with the exact
     * bytes.
     */
    public Json path(String name, byte[] path) {
        field(name, new String(path, StandardCharsets.UTF_8));
        return isUtf8(path) ? this : field(name + "_base64", Base64.getEncoder().encodeToString(path));
    }

    /** The same for a list; if any of its elements is not UTF-8, {@code name_base64} lists the bytes of all. */
    public Json paths(String name, List<byte[]> paths) {
        texts(name, paths.stream().map(path -> new String(path, StandardCharsets.UTF_8)).toList());
        if (paths.stream().allMatch(Json::isUtf8)) {
            return this;
        }
        return texts(name + "_base64", paths.stream().map(Base64.getEncoder()::encodeToString).toList());
    }

    private Json name(String name) {
        return step(() -> generator.writeFieldName(name));
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private Json step(Step step) {
        try {
            step.write();
            return this;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void write() throws IOException;
    }

    private static HoldfastException failed(IOException e) {
        return new HoldfastException(ErrorCode.IO_FAILED, "cannot write JSON: " + e.getMessage(), e);
    }
}
