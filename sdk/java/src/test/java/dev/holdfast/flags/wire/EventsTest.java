package dev.holdfast.flags.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Events are the same however the network cuts them. */
final class EventsTest {
    private static final String TEXT = "retry: 2000\n\n: a comment\n\nid: 1\nevent: message\ndata: one\n\n"
            + "data: two\r\ndata: lines\r\n\r\nevent: other\ndata: not for us\n\ndata:three\r\rdata: ünï\n\ndata: never ended";

    private static List<String> heard(byte[] bytes, SplittableRandom random) {
        List<String> messages = new ArrayList<>();
        Events events = new Events(messages::add);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(7));
            events.take(ByteBuffer.wrap(bytes, at, count));
            at += count;
        }
        return messages;
    }

    @Test
    void findsTheSameMessagesHoweverTheyAreCut() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(
                    List.of("one", "two\nlines", "three", "ünï"),
                    heard(TEXT.getBytes(StandardCharsets.UTF_8), random),
                    () -> "seed " + seed);
        }
    }

    @Test
    void dropsWhatIsTooLongAndHearsWhatFollows() {
        String flood = "data: " + "x".repeat(1 << 20) + "\n\n" + ("data: " + "y".repeat(1000) + "\n").repeat(100) + "\ndata: after\n\n";
        assertEquals(List.of("after"), heard(flood.getBytes(StandardCharsets.UTF_8), new SplittableRandom(1)));
    }

    @Test
    void understandsNoticesAlone() {
        String version = "7-" + "a".repeat(64);
        assertEquals(Optional.of(new Notice.Ask()), Notice.read("{\"type\":\"refetchEvaluation\",\"etag\":\"x\"}"));
        assertTrue(Notice.read("{\"type\":\"flagsVersion\",\"flagsVersion\":\"" + version + "\"}").orElseThrow() instanceof Notice.Present);
        for (String other : List.of("", "[]", "{", "{\"type\":\"flagsVersion\",\"flagsVersion\":\"7\"}", "{\"type\":\"news\"}", "\"refetchEvaluation\"")) {
            assertEquals(Optional.empty(), Notice.read(other), other);
        }
    }
}
