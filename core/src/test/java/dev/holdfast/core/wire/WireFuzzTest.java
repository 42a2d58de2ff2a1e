package dev.holdfast.core.wire;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Mutations;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of strangers are malformed or not, and nothing else happens. */
final class WireFuzzTest {
    private static final int QUESTIONS = 3;

    @MethodSource("seals")
    @FuzzTest
    void seal(byte[] input) {
        read(input, PackSeal::decode);
    }

    @MethodSource("reads")
    @FuzzTest
    void reads(byte[] input) {
        read(input, ReadRequest::decode);
    }

    @MethodSource("answers")
    @FuzzTest
    void answer(byte[] input) {
        read(input, bytes -> LocateAnswer.decode(bytes, QUESTIONS));
    }

    private static void read(byte[] input, Consumer<byte[]> decode) {
        try {
            decode.accept(input);
        } catch (MalformedException expected) {
            assertNotNull(expected.getMessage());
        }
    }

    private static TestBodies bodies() {
        return new TestBodies(new SplittableRandom(7));
    }

    static Stream<Arguments> seals() {
        return Mutations.of(bodies().seal().encode());
    }

    static Stream<Arguments> reads() {
        return Mutations.of(bodies().reads().encode());
    }

    static Stream<Arguments> answers() {
        return Mutations.of(bodies().answer(QUESTIONS).encode());
    }
}
