package dev.holdfast.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Fingerprints are what the format says, for ever. */
final class FingerprinterTest {
    private static final byte[] TEXT = "holdfast".getBytes(StandardCharsets.US_ASCII);

    @Test
    void fingerprintsNeverChange() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        assertEquals(
                Fingerprint.parse("7a9a2d73bd4678e415548484d393a54b529d4c70f7572de12e42041c599743c7"), Fingerprinter.plain().fingerprint(ChunkType.DATA, TEXT, 0, TEXT.length));
        assertEquals(
                Fingerprint.parse("d658f513a849b531cb671b3d127be3aa1f1f676aaf1c44d85bc9700018007bf9"), Fingerprinter.keyed(key).fingerprint(ChunkType.TREE, TEXT, 0, TEXT.length));
    }

    @Test
    void keyedFormIsHmacOfTypeAndContentAtEveryLength() throws Exception {
        byte[] key = new SeededEntropy(1).bytes(32);
        byte[] data = new SeededEntropy(2).bytes(300);
        Fingerprinter fingerprinter = Fingerprinter.keyed(key);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (int length = 0; length < 290; length++) {
            byte[] input = new byte[length + 1];
            input[0] = 2;
            System.arraycopy(data, 9, input, 1, length);
            assertEquals(Fingerprint.read(mac.doFinal(input), 0), fingerprinter.fingerprint(ChunkType.TREE, data, 9, length));
        }
    }

    @Test
    void typeAndKeyAreParts() {
        Set<Fingerprint> seen = new HashSet<>();
        for (ChunkType type : ChunkType.values()) {
            seen.add(Fingerprinter.plain().fingerprint(type, TEXT, 0, TEXT.length));
            seen.add(Fingerprinter.keyed(new byte[32]).fingerprint(type, TEXT, 0, TEXT.length));
            seen.add(Fingerprinter.keyed(new byte[] {1}).fingerprint(type, TEXT, 0, TEXT.length));
        }
        assertEquals(3 * ChunkType.values().length, seen.size());
        assertNotEquals(
                Fingerprinter.plain().fingerprint(ChunkType.DATA, TEXT, 0, 3),
                Fingerprinter.plain().fingerprint(ChunkType.DATA, TEXT, 0, 4));
    }
}
