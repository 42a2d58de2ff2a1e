package dev.holdfast.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.RepositoryId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A configuration reads as it was written, or says why not. */
final class RepositoryConfigTest {
    private static final RepositoryConfig CONFIG = new RepositoryConfig(
            RepositoryId.parse("000102030405060708090a0b0c0d0e0f"),
            EncryptionMode.CLIENT,
            new CutterSettings(CutterAlgorithm.FASTCDC, 1 << 20),
            3,
            32 << 20,
            Instant.ofEpochMilli(1_767_225_600_123L));

    private static final String GOLDEN = "48465243" + "0001" + "00000023"
            + "000102030405060708090a0b0c0d0e0f" + "01" + "01" + "00100000" + "03" + "02000000" + "0000019b76daa87b";

    @Test
    void bytesNeverChange() {
        String encoded = HexFormat.of().formatHex(CONFIG.encode());
        assertEquals(GOLDEN, encoded.substring(0, encoded.length() - 64));
        assertEquals(CONFIG, RepositoryConfig.decode(CONFIG.encode()));
    }

    @Test
    void chunkLengthsFollowFromTheAverage() {
        assertEquals(1 << 19, CONFIG.cutter().minBytes());
        assertEquals(1 << 23, CONFIG.cutter().maxBytes());
    }

    @Test
    void everyFlippedBitAndEveryTruncationIsDamage() {
        byte[] encoded = CONFIG.encode();
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            byte[] flipped = encoded.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertCode(ErrorCode.CONFIG_DAMAGED, flipped);
        }
        for (int length = 0; length < encoded.length; length++) {
            assertCode(ErrorCode.CONFIG_DAMAGED, Arrays.copyOf(encoded, length));
        }
    }

    @Test
    void formatOfAnotherVersionSaysWhatToDo() {
        HoldfastException newer = assertCode(ErrorCode.REPOSITORY_VERSION, new Frame("HFRC", 2, new byte[3]).encode());
        assertTrue(newer.next().contains("newer"));
        assertCode(ErrorCode.REPOSITORY_VERSION, new Frame("HFRC", 0, new byte[3]).encode());
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CutterSettings(CutterAlgorithm.FASTCDC, 5000));
        assertThrows(IllegalArgumentException.class, () -> new CutterSettings(CutterAlgorithm.FASTCDC, 1 << 22));
        byte[] payload = Frame.decode("HFRC", CONFIG.encode()).payload();
        for (int at : new int[] {16, 17, 18, 22, 23}) {
            byte[] changed = payload.clone();
            changed[at] = 0x7F;
            assertCode(ErrorCode.CONFIG_DAMAGED, new Frame("HFRC", 1, changed).encode());
        }
    }

    private static HoldfastException assertCode(ErrorCode code, byte[] file) {
        HoldfastException failure = assertThrows(HoldfastException.class, () -> RepositoryConfig.decode(file));
        assertEquals(code, failure.code());
        return failure;
    }
}
