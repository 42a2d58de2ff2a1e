package dev.holdfast.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.id.RepositoryId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With the same randomness, the key files of a repository are the same bytes for ever. */
final class KeyFilesGoldenTest {
    @Test
    void keyFilesNeverChange() {
        SeededEntropy entropy = new SeededEntropy(99);
        MemoryFiles files = new MemoryFiles();
        RepositoryConfig config = new RepositoryConfig(
                new RepositoryId(entropy.id()),
                EncryptionMode.CLIENT,
                new CutterSettings(CutterAlgorithm.FASTCDC, 1 << 20),
                3,
                1 << 25,
                Instant.ofEpochMilli(1_767_225_600_123L));
        KeySlots slots = new KeySlots(
                files, config, entropy, TestRings.CLOCK, new PassphraseStretching(new BouncyArgon2(), new Argon2Settings(64, 1, 1)));
        KeyRing ring = slots.create(Passphrase.of("golden".toCharArray()), "first");
        slots.add(ring, KeyFile.generate(entropy), "second");
        WriteOnlyCredential credential = slots.writeOnly(ring);
        slots.open(credential).sealingKey();
        String digests = files.list("").stream()
                .map(name -> name.split("-", 2)[0] + " " + digest(files.read(name).orElseThrow()))
                .sorted()
                .collect(Collectors.joining("\n"));
        assertEquals("""
                keys/agent dca6c1ce75b6e479
                keys/data e5539ac12e36b0e4
                keys/slot 0ba118c3b068f0cb
                keys/slot 3fe9c2d3dca558dc
                repository 54e1a0df2c26632f""", digests);
        assertEquals("e780aaaf65c5f70c", digest(credential.encode()));
    }

    private static String digest(byte[] file) {
        return HexFormat.of().formatHex(Sha256.of(file), 0, 8);
    }
}
