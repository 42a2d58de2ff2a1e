package dev.holdfast.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Padding hides lengths in few classes at a small price. */
final class PadmeTest {
    @Test
    void knownLengths() {
        int[][] known = {{0, 0}, {1, 1}, {2, 2}, {8, 8}, {9, 10}, {100, 104}, {1000, 1024}, {1025, 1088}, {1 << 20, 1 << 20},
            {(1 << 20) + 1, (1 << 20) + 32768}, {1 << 24, 1 << 24}};
        for (int[] pair : known) {
            assertEquals(pair[1], Padme.paddedLength(pair[0]), "for " + pair[0]);
        }
    }

    @Test
    void paddingIsShortMonotonousAndFinal() {
        Set<Integer> classes = new HashSet<>();
        int last = 0;
        for (int length = 1; length <= 1 << 20; length++) {
            int padded = Padme.paddedLength(length);
            assertTrue(padded >= length && padded >= last && padded <= length * 1.12, "for " + length);
            assertEquals(padded, Padme.paddedLength(padded));
            classes.add(padded);
            last = padded;
        }
        assertTrue(classes.size() < 500, classes.size() + " classes");
    }

    @Test
    void lengthsThatCannotBePaddedAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Padme.paddedLength(-1));
        assertThrows(ArithmeticException.class, () -> Padme.paddedLength(Integer.MAX_VALUE));
    }
}
