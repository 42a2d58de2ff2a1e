package dev.holdfast.control.flag.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON. A key that stands twice in one object is a fault: two programs could disagree about which one counts. */
public final class JsonText {
    private static final int DEPTH = 64;
    private static final int TEXT_LENGTH = 1 << 20;
    private static final int NUMBER_LENGTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(TEXT_LENGTH)
                    .maxNumberLength(NUMBER_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;
    private final @Nullable Map<Pointer, Place> places;

    private JsonText(JsonParser parser, @Nullable Map<Pointer, Place> places) {
        this.parser = parser;
        this.places = places;
    }

    /** Reads a value from UTF-8 without noting places. */
    public static Parsed value(byte[] utf8) {
        return read(utf8, null);
    }

    /** Reads a value from UTF-8 and notes where everything in it stands. */
    public static Parsed document(byte[] utf8) {
        return read(utf8, new HashMap<>());
    }

    private static Parsed read(byte[] utf8, @Nullable Map<Pointer, Place> places) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return new JsonText(parser, places).whole();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be read", e);
        }
    }

    private Parsed whole() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return new Parsed.Fault(Pointer.ROOT, Place.START, "there is no JSON");
            }
            Object value = value(Pointer.ROOT);
            if (parser.nextToken() != null) {
                return new Parsed.Fault(Pointer.ROOT, place(parser.currentTokenLocation()), "something follows after the end of the JSON");
            }
            return new Parsed.Document(value, places == null ? Map.of() : Collections.unmodifiableMap(places));
        } catch (DoubledKey doubled) {
            return new Parsed.Fault(doubled.pointer, doubled.place, "the key stands twice in this object");
        } catch (StreamConstraintsException e) {
            return fault(e, "a number, a text or the nesting is beyond what is read here");
        } catch (JsonProcessingException e) {
            return fault(e, "this is not JSON");
        }
    }

    private Parsed.Fault fault(JsonProcessingException e, String message) {
        JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return new Parsed.Fault(new Pointer(pointer), place(location), message);
    }

    private @Nullable Object value(Pointer pointer) throws IOException {
        if (places != null) {
            places.putIfAbsent(pointer, place(parser.currentTokenLocation()));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("the parser is at " + parser.currentToken());
        };
    }

    private Map<String, @Nullable Object> object(Pointer pointer) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            // The way to a value costs more than the value, so that contexts, which are read at each request, go without.
            Pointer member = places == null ? Pointer.ROOT : pointer.to(key);
            Place place = place(parser.currentTokenLocation());
            if (members.containsKey(key)) {
                throw new DoubledKey(pointer.to(key), place);
            }
            if (places != null) {
                places.put(member, place);
            }
            parser.nextToken();
            members.put(key, value(member));
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array(Pointer pointer) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(places == null ? Pointer.ROOT : pointer.to(elements.size())));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Place place(JsonLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** Leaves the recursion; never seen outside. */
    private static final class DoubledKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Pointer pointer;
        private final transient Place place;

        DoubledKey(Pointer pointer, Place place) {
            super("doubled key", null, false, false);
            this.pointer = pointer;
            this.place = place;
        }
    }
}
