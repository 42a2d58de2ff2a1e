package dev.holdfast.server.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of the API's JSON. */
class JsonTest {
    enum Colour {
        DARK_RED
    }

    record Part(String name) {
        boolean isLong() {
            return name.length() > 100;
        }
    }

    record Whole(
            String firstName,
            long sizeBytes,
            Colour colour,
            Optional<String> title,
            OptionalLong quota,
            @Nullable String note,
            Instant time,
            byte[] content,
            List<Part> parts) {
        Whole {
            parts = List.copyOf(parts);
        }
    }

    private static final String TEXT = "{\"first_name\":\"a\",\"size_bytes\":7,\"colour\":\"dark_red\",\"title\":null,\"quota\":5,\"note\":null,"
            + "\"time\":\"2026-01-02T03:04:05Z\",\"content\":\"AQI=\",\"parts\":[{\"name\":\"p\"}]}";

    @Test
    void namesTimesAndEnumsHaveTheFormOfTheApi() {
        Whole whole = Json.read(TEXT, Whole.class);
        assertEquals(TEXT, Json.text(whole));
        assertEquals(OptionalLong.of(5), whole.quota());
        assertEquals(2, whole.content().length);
    }

    @Test
    void whatMayBeLeftOutMayBeLeftOut() {
        Whole whole = Json.read(
                "{\"first_name\":\"a\",\"size_bytes\":7,\"colour\":\"dark_red\",\"time\":\"2026-01-02T03:04:05Z\",\"content\":\"\",\"parts\":[]}", Whole.class);
        assertEquals(Optional.empty(), whole.title());
        assertEquals(OptionalLong.empty(), whole.quota());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{\"name\":null}", "{}", "{\"name\":7}", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"a\"} x", "{\"name\":\"a\"", "{\"nam\":\"a\"}"
    })
    void whatIsMalformedOrIncompleteIsRefused(String text) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> Json.read(text, Part.class));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code(), refused.getMessage());
    }

    @Test
    void aRefusalDoesNotRepeatWhatWasSent() {
        String text = "{\"first_name\":\"s3cret\",\"size_bytes\":\"s3cret\"}";
        HoldfastException refused = assertThrows(HoldfastException.class, () -> Json.read(text, Whole.class));
        assertFalse(String.valueOf(refused.getMessage()).contains("s3cret"), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains("size_bytes"), refused.getMessage());
    }

    @Test
    void deepNestingIsRefusedBeforeItCostsAnything() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertEquals(ErrorCode.INVALID_ARGUMENT, assertThrows(HoldfastException.class, () -> Json.tree(deep)).code());
    }
}
