package dev.holdfast.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.HoldfastException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "with space", "é", "日本語", "🙂", "a'b\"c$", "می\u200cخواهم", "👩\u200d💻", "\u00a0", ""})
    void whatATerminalShowsStays(String name) {
        assertEquals(name, Names.escape(name.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "610a62, a\\nb", "0d09, \\r\\t", "615c6e, a\\\\n", "1b5b324a, \\x1B[2J", "00, \\x00", "7f, \\x7F",
        // Not UTF-8: stray bytes, overlong forms, a surrogate, beyond Unicode, cut off in the middle.
        "ff61, \\xFFa", "c3, \\xC3", "c328, \\xC3(", "c0af, \\xC0\\xAF", "e0809f, \\xE0\\x80\\x9F", "eda080, \\xED\\xA0\\x80",
        "f4908080, \\xF4\\x90\\x80\\x80", "f09f99, \\xF0\\x9F\\x99", "c3a9ff, é\\xFF",
        // Valid, but not to be shown: C1 control, bidirectional override, line separator, byte order mark, private use, unassigned.
        "c285, \\xC2\\x85", "e280ae, \\xE2\\x80\\xAE", "e280a8, \\xE2\\x80\\xA8", "efbbbf, \\xEF\\xBB\\xBF", "ee8080, \\xEE\\x80\\x80",
        "efbfbf, \\xEF\\xBF\\xBF",
        // The replacement character itself is an ordinary one.
        "efbfbd, \uFFFD",
    })
    void everythingElseIsEscaped(String bytes, String text) {
        assertEquals(text, Names.escape(hex(bytes)));
        assertArrayEquals(hex(bytes), Names.parse(text));
    }

    @Test
    void typedNamesAreTakenAsTheyAre() {
        assertArrayEquals("a\nb é".getBytes(StandardCharsets.UTF_8), Names.parse("a\nb é"));
        assertArrayEquals(hex("ffab"), Names.parse("\\xff\\xAb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\q", "\\x", "\\x1", "\\xG0", "\\x0G", "\\N", "\\x\uFF11\uFF11x"})
    void brokenEscapesAreRefused(String text) {
        assertThrows(HoldfastException.class, () -> Names.parse(text));
    }

    @Test
    void halfACharacterIsRefused() {
        assertThrows(HoldfastException.class, () -> Names.parse("a\uD83D"));
    }

    /** The seed is printed; {@code -Dholdfast.test.seed=N} replays it. */
    @Test
    void everyNameReadsBackAndNoTwoLookAlike() {
        long seed = Long.getLong("holdfast.test.seed", System.nanoTime());
        System.out.println("NamesTest seed " + seed);
        Random random = new Random(seed);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            byte[] name = name(random);
            String text = Names.escape(name);
            assertArrayEquals(name, Names.parse(text), () -> "seed " + seed);
            assertTrue(text.codePoints().noneMatch(Character::isISOControl), () -> "seed " + seed);
            String digits = HexFormat.of().formatHex(name);
            assertEquals(digits, seen.getOrDefault(text, digits), () -> "seed " + seed);
            seen.put(text, digits);
        }
    }

    private static byte[] name(Random random) {
        if (random.nextBoolean()) {
            byte[] bytes = new byte[random.nextInt(8)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x300 : 0x110000);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? '\\' : codePoint);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
