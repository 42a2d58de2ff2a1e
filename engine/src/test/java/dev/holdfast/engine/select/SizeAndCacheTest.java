package dev.holdfast.engine.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.HoldfastException;
import org.junit.jupiter.api.Test;

class SizeAndCacheTest {
    private static final String SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55";

    @Test
    void onlyFilesAboveTheLimitAreLeftOut() {
        SizeLimit limit = new SizeLimit(100);
        assertEquals(Verdict.TAKE, limit.judge(EntryKind.FILE, 100));
        assertEquals(Verdict.SKIP, limit.judge(EntryKind.FILE, 101));
        assertEquals(Verdict.TAKE, limit.judge(EntryKind.DIRECTORY, 4096));
        assertEquals(Verdict.TAKE, limit.judge(EntryKind.OTHER, 4096));
        assertEquals(Verdict.TAKE, SizeLimit.NONE.judge(EntryKind.FILE, Long.MAX_VALUE));
        assertThrows(HoldfastException.class, () -> new SizeLimit(-1));
    }

    @Test
    void aCacheIsKnownByTheFirstBytesOfItsTag() {
        byte[] signed = PathWalk.bytes(SIGNATURE + "\n# made by a program");
        assertEquals(CacheTag.HEAD_BYTES, SIGNATURE.length());
        assertTrue(CacheTag.isSigned(signed, signed.length));
        assertTrue(CacheTag.isSigned(signed, CacheTag.HEAD_BYTES));
        assertFalse(CacheTag.isSigned(signed, CacheTag.HEAD_BYTES - 1));
        assertFalse(CacheTag.isSigned(PathWalk.bytes(SIGNATURE.replace('8', '9')), SIGNATURE.length()));
        assertFalse(CacheTag.isSigned(new byte[0], 0));
    }

    @Test
    void onlyARegularFileOfThatNameIsATag() {
        assertTrue(CacheTag.isCandidate(PathWalk.bytes("CACHEDIR.TAG"), EntryKind.FILE));
        assertTrue(CacheTag.isCandidate(CacheTag.name(), EntryKind.FILE));
        assertFalse(CacheTag.isCandidate(CacheTag.name(), EntryKind.OTHER));
        assertFalse(CacheTag.isCandidate(PathWalk.bytes("cachedir.tag"), EntryKind.FILE));
    }
}
