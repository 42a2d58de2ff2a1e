package dev.holdfast.client.agent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.holdfast.client.cli.syntax.Nearest;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Sizes;
import dev.holdfast.engine.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One table of a configuration file while it is read: hands out values by key and remembers which keys exist, to refuse all others. */
public final class ConfigTable {
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_VALUES = 10_000;

    private final String file;
    private final String place;
    private final JsonNode node;
    private final List<String> known = new ArrayList<>();

    /** @param place where the table stands, such as {@code [restore]}; empty for the top */
    ConfigTable(String file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw wrong(place + " is no table");
        }
    }

    /**
     * Reads a file of TOML.
     *
     * @throws HoldfastException {@code PATH_NOT_FOUND}, {@code ACCESS_DENIED}, or {@code INVALID_ARGUMENT} with the place of the slip
     */
    public static ConfigTable read(Path file) {
        try {
            return new ConfigTable(file.toString(), "", new TomlMapper().readTree(content(file)));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, file + where + ": " + e.getOriginalMessage(), "correct the file; it is TOML (https://toml.io)", e);
        }
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new HoldfastException(ErrorCode.LIMIT_EXCEEDED, file + " is larger than 1 MiB", "name a configuration file");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new HoldfastException(
                    ErrorCode.PATH_NOT_FOUND, "there is no configuration file " + file, "write one, or name another: --config FILE", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, "cannot read " + file + ": " + e.getMessage(), "make it readable", e);
        }
    }

    /** A text; empty if the key is not there. */
    public Optional<String> text(String key) {
        return value(key).map(value -> {
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw wrong("'" + key + "' is no text in quotes", key);
            }
            return value.textValue();
        });
    }

    String required(String key) {
        return text(key).orElseThrow(() -> wrong("'" + key + "' is missing", key));
    }

    /** A list of texts; empty if the key is not there. */
    public List<String> texts(String key) {
        return value(key).map(value -> {
            if (!value.isArray() || value.size() > MAX_VALUES || !value.valueStream().allMatch(JsonNode::isTextual)) {
                throw wrong("'" + key + "' is no list of texts such as [\"one\", \"two\"]", key);
            }
            return value.valueStream().map(JsonNode::textValue).toList();
        }).orElse(List.of());
    }

    /** The one or the other choice of two, as {@code true} or {@code false}. */
    public <E> E choice(String key, E ifTrue, E otherwise) {
        return value(key).map(value -> {
            if (!value.isBoolean()) {
                throw wrong("'" + key + "' is neither true nor false", key);
            }
            return value.booleanValue() ? ifTrue : otherwise;
        }).orElse(otherwise);
    }

    OptionalLong number(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().canConvertToLong()) {
            throw wrong("'" + key + "' is no number", key);
        }
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(value.get().longValue());
    }

    /** A size such as {@code "10M"}. */
    OptionalLong size(String key) {
        Optional<Long> size = text(key).map(text -> named(key, text, Sizes::parse));
        return size.isEmpty() ? OptionalLong.empty() : OptionalLong.of(size.get());
    }

    /** A length of time such as {@code "10min"}, at most in days. */
    Optional<Duration> duration(String key) {
        return text(key).map(text -> named(key, text, Span::parse)).map(span -> {
            if (span.calendar().toTotalMonths() > 0) {
                throw wrong("'" + key + "' is given in months or years (m means months, min minutes)", key);
            }
            return span.exact().plusDays(span.calendar().get(ChronoUnit.DAYS));
        });
    }

    Optional<ConfigTable> table(String key) {
        return value(key).map(value -> new ConfigTable(file, "[" + key + "]", value));
    }

    List<ConfigTable> tables(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw wrong("write [[" + key + "]], with two brackets on each side", key);
        }
        List<ConfigTable> tables = new ArrayList<>();
        for (JsonNode element : value.get()) {
            tables.add(new ConfigTable(file, "[[" + key + "]] number " + (tables.size() + 1), element));
        }
        return tables;
    }

    /** Reads a value by a function whose failure gets told where in the file the value stands. */
    <T> T named(String key, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (HoldfastException e) {
            throw new HoldfastException(e.code(), at("'" + key + "': " + e.getMessage()), e.next(), e);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + key + "': " + e.getMessage(), key);
        }
    }

    /** Fails on the first key that nobody asked for. Called when all was asked for. */
    public void refuseOthers() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                String meant = Nearest.to(key, known).map(name -> "; did you mean '" + name + "'?").orElse("");
                String all = known.stream().sorted().collect(Collectors.joining(", "));
                throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, at("there is no key '" + key + "'" + meant), "the keys here are: " + all);
            }
        });
    }

    private Optional<JsonNode> value(String key) {
        known.add(key);
        return Optional.ofNullable(node.get(key));
    }

    HoldfastException wrong(String message, String... keys) {
        String what = keys.length == 0 ? "correct the file" : "correct '" + keys[0] + "' in " + file;
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, at(message), what);
    }

    private String at(String message) {
        return file + (place.isEmpty() ? "" : ", " + place) + ": " + message;
    }
}
