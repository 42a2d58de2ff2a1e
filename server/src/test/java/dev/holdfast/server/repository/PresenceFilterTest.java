package dev.holdfast.server.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.filter.BloomFilter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.testkit.contract.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter of a tenant through restarts and collections. */
final class PresenceFilterTest {
    @TempDir
    private Path directory = Path.of("");

    private static Reply filter(Site site, TestCall call) {
        return site.call(Method.GET, "/filter", call);
    }

    private static String tag(Reply reply) {
        return Objects.requireNonNull(reply.headers().get("ETag"));
    }

    private static boolean mayContain(byte[] filter, Fingerprint chunk) {
        return BloomFilter.decode(filter, 1 << 20).mayContain(BloomFilter.key(chunk));
    }

    private static TestAgent agent(Site site) {
        return new TestAgent(site, Site.agent("one"));
    }

    private Path saved() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".filter")).findFirst().orElseThrow();
        }
    }

    @Test
    void filterHasWhatWasSentAndLittleElse() {
        try (Site site = new Site(directory).initialised()) {
            List<Fingerprint> data = Rows.chunks(0, 50);
            agent(site).backup(Rows.chunk(1000), data);
            byte[] filter = Site.bytes(filter(site, agent(site).request()));
            data.forEach(chunk -> assertTrue(mayContain(filter, chunk)));
            assertFalse(Rows.chunks(2000, 2100).stream().allMatch(chunk -> mayContain(filter, chunk)));
        }
    }

    @Test
    void whoHasTheFilterIsToldWhatWasAdded() {
        try (Site site = new Site(directory).initialised()) {
            String before = tag(filter(site, agent(site).request()));
            assertEquals(304, filter(site, agent(site).request().header("If-None-Match", before)).status());
            agent(site).backup(Rows.chunk(1000), Rows.chunks(0, 1));
            Reply delta = filter(site, agent(site).request()
                    .header("If-None-Match", before)
                    .query("since", before.replace("\"", "")));
            assertEquals(200, delta.status());
            ByteBuffer keys = ByteBuffer.wrap(Site.bytes(delta));
            assertEquals(BloomFilter.key(Rows.chunk(0)), keys.getLong());
            assertEquals(BloomFilter.key(Rows.chunk(1000)), keys.getLong());
            assertEquals(0, keys.remaining());
            assertNotEquals(before, tag(delta));
            assertEquals(304, filter(site, agent(site).request().header("If-None-Match", tag(delta))).status());
            assertEquals(205, filter(site, agent(site).request().query("since", "0000000000000000-5")).status());
            assertEquals(205, filter(site, agent(site).request().query("since", "nonsense")).status());
        }
    }

    @Test
    void restartTakesUpTheFilterUnderItsEpoch() {
        String before;
        try (Site site = new Site(directory).initialised()) {
            agent(site).backup(Rows.chunk(1000), Rows.chunks(0, 5));
            before = tag(filter(site, agent(site).request()));
        }
        try (Site site = new Site(directory)) {
            Reply now = filter(site, agent(site).request());
            assertEquals(before, tag(now));
            Rows.chunks(0, 5).forEach(chunk -> assertTrue(mayContain(Site.bytes(now), chunk)));
        }
    }

    @Test
    void afterACrashWhatWasNotSavedIsAddedAndTheEpochIsAnother() throws IOException {
        String before;
        byte[] early;
        try (Site site = new Site(directory).initialised()) {
            agent(site).backup(Rows.chunk(1000), Rows.chunks(0, 5));
            site.repositories().save();
            early = Files.readAllBytes(saved());
            agent(site).backup(Rows.chunk(1001), Rows.chunks(5, 9));
            before = tag(filter(site, agent(site).request()));
        }
        Files.write(saved(), early);
        try (Site site = new Site(directory)) {
            Reply now = filter(site, agent(site).request());
            Rows.chunks(0, 9).forEach(chunk -> assertTrue(mayContain(Site.bytes(now), chunk)));
            assertNotEquals(before.substring(0, 17), tag(now).substring(0, 17));
            assertEquals(9, site.repository().rows().present(Rows.chunks(0, 9)).cardinality());
        }
    }

    @Test
    void damagedFileCostsAWalkOverThePacks() throws IOException {
        try (Site site = new Site(directory).initialised()) {
            agent(site).backup(Rows.chunk(1000), Rows.chunks(0, 5));
        }
        byte[] bytes = Files.readAllBytes(saved());
        bytes[bytes.length / 2] ^= 4;
        Files.write(saved(), bytes);
        try (Site site = new Site(directory)) {
            assertEquals(5, site.repository().rows().present(Rows.chunks(0, 9)).cardinality());
            byte[] filter = Site.bytes(filter(site, agent(site).request()));
            Rows.chunks(0, 5).forEach(chunk -> assertTrue(mayContain(filter, chunk)));
        }
    }

    @Test
    void afterACollectionTheFilterIsMadeAnew() {
        try (Site site = new Site(directory).initialised()) {
            agent(site).backup(Rows.chunk(1000), Rows.chunks(0, 5));
            Reply before = filter(site, agent(site).request());
            site.repository().collected();
            Reply after = filter(site, agent(site).request());
            assertNotEquals(tag(before), tag(after));
            Rows.chunks(0, 5).forEach(chunk -> assertTrue(mayContain(Site.bytes(after), chunk)));
            assertArrayEquals(Site.bytes(before), Site.bytes(after));
        }
    }
}
