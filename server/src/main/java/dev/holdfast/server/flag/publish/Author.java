package dev.holdfast.server.flag.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.database.Columns;
import java.util.List;

/**
 * Who did something, as they were known then.
 *
 * @param kind as what they were known
 * @param id of their token or their user name
 * @param name what people call them
 */
public record Author(Caller.Kind kind, String id, String name) {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    public static Author of(Caller caller) {
        return new Author(caller.kind(), caller.id(), caller.name());
    }

    /** Whether it is the same person, as far as anybody can tell. */
    public boolean isSame(Author other) {
        return equals(other) || name.equals(other.name);
    }

    /** As it lies in a column. */
    public String column() {
        return Columns.json(List.of(kind.name(), id, name));
    }

    /** Reads what {@link #column} wrote. */
    public static Author read(String column) {
        List<String> texts = Columns.parse(column, TEXTS);
        return new Author(Caller.Kind.valueOf(texts.get(0)), texts.get(1), texts.get(2));
    }
}
