package dev.holdfast.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.SeededEntropy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine computes the same standard function. */
final class Argon2Test {
    static Stream<Argon2> engines() {
        return Stream.concat(Stream.of(new BouncyArgon2()), NativeArgon2.load().stream());
    }

    @Test
    void libraryComputesTheVectorOfTheStandard() {
        byte[] tag = new byte[32];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        generator.generateBytes(filled(32, 1), tag);
        assertEquals("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", HexFormat.of().formatHex(tag));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void enginesComputeTheVectorOfTheReferenceImplementation(Argon2 engine) {
        byte[] tag = engine.hash(
                "password".getBytes(StandardCharsets.US_ASCII),
                "somesalt".getBytes(StandardCharsets.US_ASCII),
                new Argon2Settings(1 << 16, 2, 1));
        assertEquals("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7", HexFormat.of().formatHex(tag));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void enginesAgree(Argon2 engine) {
        SeededEntropy entropy = new SeededEntropy(8);
        for (Argon2Settings settings :
                List.of(new Argon2Settings(8, 1, 1), new Argon2Settings(100, 3, 1), new Argon2Settings(64, 2, 4))) {
            for (int length : new int[] {1, 16, 200}) {
                byte[] password = entropy.bytes(length);
                byte[] salt = entropy.bytes(32);
                assertArrayEquals(new BouncyArgon2().hash(password, salt, settings), engine.hash(password, salt, settings));
            }
        }
    }

    @Test
    void demandsAreLimited() {
        assertThrows(MalformedException.class, () -> new Argon2Settings(Argon2Settings.MAX_MEMORY_KIB + 1, 1, 1));
        assertThrows(MalformedException.class, () -> new Argon2Settings(-1, 1, 1));
        assertThrows(MalformedException.class, () -> new Argon2Settings(7, 1, 1));
        assertThrows(MalformedException.class, () -> new Argon2Settings(64, 0, 1));
        assertThrows(MalformedException.class, () -> new Argon2Settings(64, 65, 1));
        assertThrows(MalformedException.class, () -> new Argon2Settings(1 << 20, 64, 1));
        assertThrows(MalformedException.class, () -> new Argon2Settings(1 << 10, 1, 17));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
