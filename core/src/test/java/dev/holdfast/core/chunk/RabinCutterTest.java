package dev.holdfast.core.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabinCutterTest {
    private static final BigInteger X = BigInteger.TWO;

    @Test
    void thePolynomialHasTheDegreeItShould() {
        assertEquals(RabinCutter.DEGREE + 1, Long.SIZE - Long.numberOfLeadingZeros(RabinCutter.POLYNOMIAL));
    }

    /** By Rabin's test for a prime degree n: x^(2^n) = x modulo P, and P shares no factor with x^2 + x, that is, has neither root. */
    @Test
    void thePolynomialIsIrreducible() {
        assertTrue(isIrreducible(BigInteger.valueOf(RabinCutter.POLYNOMIAL)));
        assertTrue(!isIrreducible(BigInteger.valueOf(RabinCutter.POLYNOMIAL ^ 2)), "the test would take anything");
    }

    @Test
    void thePolynomialIsTheFirstFromItsOrigin() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("holdfast rabin".getBytes(StandardCharsets.US_ASCII));
        long origin = 1L << RabinCutter.DEGREE | ByteBuffer.wrap(digest).getLong() >>> Long.SIZE - RabinCutter.DEGREE;
        long candidate = origin;
        while (!isIrreducible(BigInteger.valueOf(candidate))) {
            candidate++;
        }
        assertEquals(RabinCutter.POLYNOMIAL, candidate);
    }

    @Test
    void slidingEqualsComputingTheWindowAnew() {
        byte[] data = Samples.noise(9, 2000);
        long sliding = 0;
        for (int i = 0; i < data.length; i++) {
            int leaving = i < RabinCutter.WINDOW ? 0 : data[i - RabinCutter.WINDOW] & 0xFF;
            sliding = RabinCutter.slide(sliding, leaving, data[i] & 0xFF);
            assertEquals(direct(data, Math.max(0, i + 1 - RabinCutter.WINDOW), i + 1), sliding, "at " + i);
        }
    }

    /** The window's bytes as one polynomial, divided as in school. */
    private static long direct(byte[] data, int from, int to) {
        BigInteger window = new BigInteger(1, java.util.Arrays.copyOfRange(data, from, to));
        return modulo(window, BigInteger.valueOf(RabinCutter.POLYNOMIAL)).longValueExact();
    }

    @Test
    void cutsNeverChange() {
        assertEquals(
                List.of(6440, 7330, 5457, 4370, 3010, 4688, 2689, 6589, 2593, 12090, 2510, 2234),
                Samples.lengths(new RabinCutter(4096), Samples.noise(42, 60_000)));
    }

    private static boolean isIrreducible(BigInteger p) {
        boolean root = !p.testBit(0) || p.bitCount() % 2 == 0;
        BigInteger power = X;
        for (int i = 0; i < RabinCutter.DEGREE; i++) {
            power = modulo(square(power), p);
        }
        return !root && power.equals(X);
    }

    private static BigInteger square(BigInteger a) {
        BigInteger result = BigInteger.ZERO;
        for (int i = 0; i < a.bitLength(); i++) {
            result = a.testBit(i) ? result.setBit(2 * i) : result;
        }
        return result;
    }

    private static BigInteger modulo(BigInteger a, BigInteger p) {
        BigInteger rest = a;
        while (rest.bitLength() >= p.bitLength()) {
            rest = rest.xor(p.shiftLeft(rest.bitLength() - p.bitLength()));
        }
        return rest;
    }
}
