package dev.holdfast.server.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Forms in which values lie in columns: times as milliseconds, open-ended details as JSON. Thread-safe. */
public final class Columns {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Columns() {}

    /** The time in a column, or empty for NULL. */
    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        OptionalLong millis = number(row, column);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    /** The number in a column, or empty for NULL. */
    public static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The text in a column, or empty for NULL. */
    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A value as JSON; the same value always gives the same text. */
    public static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "a value has no form as JSON", e);
        }
    }

    /** The JSON object in a column; NULL is an empty one. */
    public static Map<String, Object> object(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? Map.of() : parse(text, new TypeReference<>() {});
    }

    /** JSON as a value of some type. */
    public static <T> T parse(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new HoldfastException(ErrorCode.INDEX_DAMAGED, "a row of the server's database holds JSON that cannot be read", e);
        }
    }
}
