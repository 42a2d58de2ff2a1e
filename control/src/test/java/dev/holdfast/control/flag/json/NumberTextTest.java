package dev.holdfast.control.flag.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are what Node prints. */
final class NumberTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0", "-0.0, 0", "1, 1", "-1, -1", "0.1, 0.1", "-0.5, -0.5", "3.14, 3.14", "100, 100", "1e20, 100000000000000000000",
        "1e21, 1e+21", "1.5e21, 1.5e+21", "123456789012345680000, 123456789012345680000", "9007199254740993, 9007199254740992",
        "0.000001, 0.000001", "0.0000001, 1e-7", "1.25e-7, 1.25e-7", "-2.5e-10, -2.5e-10", "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308", "NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"
    })
    void numbersAreWrittenAsInJavaScript(double number, String text) {
        assertEquals(text, NumberText.of(number));
    }
}
