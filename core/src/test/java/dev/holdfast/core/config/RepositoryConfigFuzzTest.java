package dev.holdfast.core.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.crypto.Mutations;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.RepositoryId;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stranger's configuration fails with a named failure, or is written back to the same bytes. */
final class RepositoryConfigFuzzTest {
    @MethodSource("configurations")
    @FuzzTest
    void configuration(byte[] input) {
        for (byte[] file : new byte[][] {input, new Frame("HFRC", 1, input).encode()}) {
            try {
                assertArrayEquals(file, RepositoryConfig.decode(file).encode());
            } catch (HoldfastException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    static Stream<Arguments> configurations() {
        byte[] valid = new RepositoryConfig(
                        RepositoryId.parse("000102030405060708090a0b0c0d0e0f"),
                        EncryptionMode.CLIENT,
                        new CutterSettings(CutterAlgorithm.FASTCDC, 1 << 20),
                        3,
                        32 << 20,
                        Instant.EPOCH)
                .encode();
        return Stream.concat(Mutations.of(valid), Mutations.of(Frame.decode("HFRC", valid).payload()));
    }
}
