package dev.holdfast.client.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON read back as maps, lists, texts, numbers and booleans. */
final class Documents {
    private Documents() {}

    /** All documents of a text, one after the other. */
    static List<Object> parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            List<Object> documents = new ArrayList<>();
            while (parser.nextToken() != null) {
                documents.add(value(parser));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /** The only document, which is an object. */
    static Map<?, ?> object(String text) {
        return (Map<?, ?>) single(text);
    }

    /** The only document. */
    static Object single(String text) {
        List<Object> documents = parse(text);
        if (documents.size() != 1) {
            throw new AssertionError(documents.size() + " documents in: " + text);
        }
        return documents.getFirst();
    }

    /** What stands in the document under these names and numbers. */
    static Object at(Object document, Object... steps) {
        Object here = document;
        for (Object step : steps) {
            Object below = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
            if (below == null) {
                throw new AssertionError("nothing at " + step + " in " + here);
            }
            here = below;
        }
        return here;
    }

    /** The same as text. */
    static String text(Object document, Object... steps) {
        return at(document, steps).toString();
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getText();
        };
    }
}
