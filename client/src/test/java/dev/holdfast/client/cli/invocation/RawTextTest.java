package dev.holdfast.client.cli.invocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RawTextTest {
    @Test
    void anyBytesSurviveTheWayThroughText() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, RawText.encode(RawText.decode(bytes)), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void validTextStaysItself() {
        String text = "größe 漢字 \uD83D\uDCBE";
        assertEquals(text, RawText.decode(text.getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), RawText.encode(text));
    }
}
