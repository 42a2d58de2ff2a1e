package dev.holdfast.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.wire.ReadRequest.Range;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class WireTest {
    private static final int ROUNDS = 200;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final TestBodies bodies = new TestBodies(random);

    private void each(Executable round) {
        for (int i = 0; i < ROUNDS; i++) {
            try {
                round.execute();
            } catch (Throwable e) {
                throw new AssertionError("with seed " + seed + "L", e);
            }
        }
    }

    @Test
    void everyBodyIsReadAsItWasWritten() {
        each(() -> {
            List<Fingerprint> chunks = bodies.fingerprints(50);
            assertEquals(chunks, FingerprintList.decode(FingerprintList.encode(chunks), 50));
            PackSeal seal = bodies.seal();
            assertEquals(seal, PackSeal.decode(seal.encode()));
            int count = random.nextInt(10);
            LocateAnswer answer = bodies.answer(count);
            assertEquals(answer, LocateAnswer.decode(answer.encode(), count));
            ReadRequest reads = bodies.reads();
            assertEquals(reads, ReadRequest.decode(reads.encode()));
        });
    }

    @Test
    void bitsAndClaimsAreReadAsTheyWereWritten() {
        each(() -> {
            int count = random.nextInt(70);
            BitSet bits = BitSet.valueOf(new long[] {random.nextLong(), random.nextLong()}).get(0, count);
            assertEquals(bits, BitList.decode(BitList.encode(bits, count), count));
            List<ClaimState> states = bits.stream().mapToObj(bit -> ClaimState.of(bit % 3)).toList();
            assertEquals(states, ClaimAnswer.decode(ClaimAnswer.encode(states), states.size()));
        });
    }

    @Test
    void everyTruncatedOrLengthenedBodyIsMalformed() {
        each(() -> {
            byte[] seal = bodies.seal().encode();
            int length = random.nextInt(seal.length);
            assertMalformed(() -> PackSeal.decode(Arrays.copyOf(seal, length)));
            assertMalformed(() -> PackSeal.decode(Arrays.copyOf(seal, seal.length + 1)));
            byte[] reads = bodies.reads().encode();
            assertMalformed(() -> ReadRequest.decode(Arrays.copyOf(reads, reads.length + 1)));
            byte[] answer = bodies.answer(3).encode();
            assertMalformed(() -> LocateAnswer.decode(Arrays.copyOf(answer, random.nextInt(answer.length)), 3));
            assertMalformed(() -> LocateAnswer.decode(answer, 4));
        });
    }

    @Test
    void answersToAnotherNumberOfQuestionsAreMalformed() {
        assertMalformed(() -> BitList.decode(new byte[1], 9));
        assertMalformed(() -> BitList.decode(new byte[2], 8));
        assertMalformed(() -> BitList.decode(new byte[] {4}, 2));
        assertMalformed(() -> ClaimAnswer.decode(new byte[2], 3));
        assertMalformed(() -> ClaimAnswer.decode(new byte[] {3}, 1));
        assertMalformed(() -> FingerprintList.decode(new byte[33], 10));
        assertMalformed(() -> FingerprintList.decode(new byte[64], 1));
    }

    @Test
    void requestsBeyondTheLimitsAreMalformed() {
        Range range = new Range(bodies.pack(), 0, 1);
        assertMalformed(() -> new ReadRequest(Collections.nCopies(ReadRequest.MAX_RANGES + 1, range)));
        Range longest = new Range(bodies.pack(), 0, ReadRequest.MAX_BYTES);
        assertMalformed(() -> new ReadRequest(List.of(longest, range)));
        assertMalformed(() -> new Range(bodies.pack(), 0, 0));
        assertMalformed(() -> new Range(bodies.pack(), 1 << 30, 1));
        assertMalformed(() -> ReadRequest.Status.of(3));
    }

    private static void assertMalformed(Executable step) {
        assertThrows(MalformedException.class, step);
    }
}
