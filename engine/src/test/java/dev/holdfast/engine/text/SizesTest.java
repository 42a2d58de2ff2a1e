package dev.holdfast.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 1", "512, 512", "7B, 7", "7b, 7", "500k, 512000", "500K, 512000", "500kB, 512000", "500KiB, 512000",
        "10M, 10485760", "10mb, 10485760", "1.5GiB, 1610612736", "1.5 G, 1610612736", "0.5k, 512", "0.0001k, 0", "2.9, 2",
        "1T, 1099511627776", "1P, 1125899906842624", "7E, 8070450532247928832", "9223372036854775807, 9223372036854775807",
        "' 3M ', 3145728", "0.1G, 107374182"
    })
    void sizesAreBinary(String text, long bytes) {
        assertEquals(bytes, Sizes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "-1", "+1", "1.", ".5", "1e3", "1 000", "1,5G", "K", "10X", "10iB", "10Ki", "10MM", "1  M", "8E",
        "9223372036854775808", "99999999999999999999", "\u0661M", "NaN", "1\u001b[2J"
    })
    void anythingElseIsRefused(String text) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> Sizes.parse(text));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
        assertEquals(-1, refused.toString().indexOf('\u001b'));
    }
}
