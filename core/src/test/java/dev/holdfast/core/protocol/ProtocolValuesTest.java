package dev.holdfast.core.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolValuesTest {
    private static final Fingerprint CHUNK = Fingerprint.parse("ab".repeat(32));

    @Test
    void codesOfTypesAndKindsNeverChange() {
        assertEquals(List.of(1, 2, 3, 4), List.of(ChunkType.values()).stream().map(ChunkType::code).toList());
        assertEquals(List.of(1, 2), List.of(PackKind.values()).stream().map(PackKind::code).toList());
        for (ChunkType type : ChunkType.values()) {
            assertEquals(type, ChunkType.of(type.code()));
        }
        for (PackKind kind : PackKind.values()) {
            assertEquals(kind, PackKind.of(kind.code()));
        }
        assertThrows(MalformedException.class, () -> ChunkType.of(0));
        assertThrows(MalformedException.class, () -> PackKind.of(3));
    }

    @Test
    void contentOfFilesAndWhatDescribesItLieApart() {
        assertEquals(PackKind.DATA, ChunkType.DATA.packKind());
        assertEquals(PackKind.STRUCTURE, ChunkType.TREE.packKind());
        assertEquals(PackKind.STRUCTURE, ChunkType.LIST.packKind());
        assertEquals(PackKind.STRUCTURE, ChunkType.MANIFEST.packKind());
    }

    @Test
    void messagesDoNotChangeWithTheListsTheyWereMadeFrom() {
        List<Fingerprint> list = new ArrayList<>(List.of(CHUNK));
        References references = new References(list, list);
        PackContents contents = new PackContents(List.of(new PackContents.Segment(0, 1, list)), Map.of(CHUNK, references));
        CommitOutcome.Incomplete incomplete = new CommitOutcome.Incomplete(list);
        list.clear();
        assertEquals(List.of(CHUNK), references.structures());
        assertEquals(List.of(CHUNK), references.data());
        assertEquals(1, contents.chunkCount());
        assertEquals(List.of(CHUNK), incomplete.missing());
    }

    @Test
    void impossibleLocationsAreRefused() {
        PackId pack = new PackId(SessionId.parse("00".repeat(16)), 0);
        assertThrows(IllegalArgumentException.class, () -> new Location(pack, -1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Location(pack, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Location(pack, 0, 1, -1));
    }

    @Test
    void aFailureCarriesItsKindAndWhatToDoNext() {
        Exception cause = new IllegalStateException("why");
        HoldfastException failure = new HoldfastException(ErrorCode.DISK_FULL, "the disk is full", "make room", cause);
        assertEquals(ErrorCode.DISK_FULL.kind(), failure.kind());
        assertEquals("make room", failure.next());
        assertEquals(cause, failure.getCause());
        assertEquals("", new HoldfastException(ErrorCode.INTERNAL, "text").next());
    }
}
