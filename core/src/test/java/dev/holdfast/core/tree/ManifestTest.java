package dev.holdfast.core.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.time.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final Manifest SOUND = GoldenTreeTest.manifest();

    @Test
    void everyManifestComesBack() {
        long seed = Seeds.next();
        Random random = Seeds.generator(seed);
        for (int round = 0; round < 300; round++) {
            Manifest manifest = random(random);
            Manifest read = Manifest.decode(manifest.encode());
            assertEquals(manifest, read, Seeds.replay(seed));
            assertEquals(manifest.statistics(), read.statistics(), Seeds.replay(seed));
            assertEquals(manifest.tags(), Manifest.decodeTags(Manifest.encodeTags(manifest.tags())), Seeds.replay(seed));
        }
    }

    @Test
    void itRefersToItsTreeAlone() {
        assertEquals(new References(List.of(SOUND.tree()), List.of()), TreeReferences.of(ChunkType.MANIFEST, SOUND.encode()));
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] whole = SOUND.encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(MalformedException.class, () -> Manifest.decode(part), "at " + length);
        }
        assertThrows(MalformedException.class, () -> Manifest.decode(Arrays.copyOf(whole, whole.length + 1)));
        byte[] tags = Manifest.encodeTags(List.of("daily", "weekly"));
        for (int length = 0; length < tags.length; length++) {
            byte[] part = Arrays.copyOf(tags, length);
            assertThrows(MalformedException.class, () -> Manifest.decodeTags(part), "at " + length);
        }
    }

    @Test
    void anyChangeIsMalformedOrAnotherManifest() {
        long seed = Seeds.next();
        Random random = Seeds.generator(seed);
        byte[] whole = SOUND.encode();
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            int place = random.nextInt(whole.length);
            changed[place] = (byte) random.nextInt(256);
            try {
                assertArrayEquals(changed, Manifest.decode(changed).encode(), Seeds.replay(seed));
            } catch (MalformedException expected) {
                assertNotEquals(changed[place], whole[place], Seeds.replay(seed));
            }
        }
    }

    @Test
    void whatCannotBeReadIsNotWritten() {
        String text = "x".repeat(TreeLimits.MAX_TEXT_BYTES + 1);
        assertLimit(with(text, List.of(), List.of()));
        assertLimit(with("h", List.of(), List.of(text)));
        assertLimit(with("h", List.of(), Collections.nCopies(TreeLimits.MAX_TAGS + 1, "")));
        assertLimit(with("h", List.of(new byte[TreeLimits.MAX_PATH_BYTES + 1]), List.of()));
        assertLimit(with("h", Collections.nCopies(TreeLimits.MAX_PATHS + 1, new byte[0]), List.of()));
        assertLimit(with("h", Collections.nCopies(9, new byte[TreeLimits.MAX_PATH_BYTES]), List.of()));
        assertThrows(HoldfastException.class, () -> Manifest.encodeTags(List.of(text)));
        String longest = text.substring(1);
        Manifest full = with(longest, List.of(new byte[TreeLimits.MAX_PATH_BYTES]), List.of(longest));
        assertEquals(full, Manifest.decode(full.encode()));
    }

    private static void assertLimit(Manifest manifest) {
        HoldfastException failure = assertThrows(HoldfastException.class, manifest::encode);
        assertEquals(ErrorCode.LIMIT_EXCEEDED, failure.code());
    }

    private static Manifest with(String host, List<byte[]> paths, List<String> tags) {
        return new Manifest(
                SOUND.snapshot(),
                SOUND.tree(),
                SOUND.time(),
                host,
                "u",
                paths,
                tags,
                Manifest.Completeness.COMPLETE,
                SOUND.statistics());
    }

    private static Manifest random(Random random) {
        List<byte[]> paths = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] path = new byte[random.nextInt(5000)];
            random.nextBytes(path);
            paths.add(path);
        }
        byte[] fingerprint = new byte[Fingerprint.BYTES];
        random.nextBytes(fingerprint);
        return new Manifest(
                SessionId.read(fingerprint, 7),
                Fingerprint.read(fingerprint, 0),
                new Timestamp(random.nextLong(), random.nextInt(1_000_000_000)),
                "host-" + random.nextInt(),
                random.nextBoolean() ? "" : "ユーザー",
                paths,
                Collections.nCopies(random.nextInt(4), "tag " + random.nextInt()),
                random.nextBoolean() ? Manifest.Completeness.COMPLETE : Manifest.Completeness.INCOMPLETE,
                new Manifest.Statistics(
                        random.nextLong(), random.nextLong(), random.nextInt(), random.nextLong(), 0, 1, random.nextLong(), 5));
    }
}
