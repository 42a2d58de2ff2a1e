package dev.holdfast.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.ChunkType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Who has the right key gets in, nobody else does, and nobody locks everybody out. */
final class KeySlotsTest {
    private static final Argon2Settings CHEAP = new Argon2Settings(64, 1, 1);

    private final SeededEntropy entropy = new SeededEntropy(11);
    private final MemoryFiles files = new MemoryFiles();
    private final RepositoryConfig config = config(EncryptionMode.CLIENT, 3);
    private final KeySlots slots = slots(config);

    @Test
    void everyOpeningGivesTheSameKeys() {
        KeyRing made = slots.create(passphrase("correct horse"), "first");
        KeyRing opened = slots.open(passphrase("correct horse"));
        assertSameKeys(made, opened);
        assertTrue(opened.canRead());
        assertEquals(made.sealingKey().id(), opened.sealingKey().id());
    }

    @Test
    void creationRefusesToReplaceARepository() {
        slots.create(passphrase("a"), "");
        List<String> before = files.list("");
        assertCode(ErrorCode.REPOSITORY_EXISTS, () -> slots.create(passphrase("b"), ""));
        assertEquals(before, files.list(""));
    }

    @Test
    void leftoversOfAnInterruptedCreationDoNotDisturbTheNext() {
        RepositoryConfig other = config(EncryptionMode.CLIENT, 4);
        slots(other).create(passphrase("a"), "");
        files.delete(RepositoryConfig.FILE_NAME);
        KeyRing made = slots.create(passphrase("a"), "");
        assertEquals(1, slots.list().size());
        assertSameKeys(made, slots.open(passphrase("a")));
    }

    @Test
    void wrongPassphraseNamesTheRepositoryAndNoSecret() {
        slots.create(passphrase("right one"), "");
        HoldfastException failure = assertCode(ErrorCode.WRONG_PASSPHRASE, () -> slots.open(passphrase("canary-4711")));
        assertTrue(String.valueOf(failure.getMessage()).contains(config.id().toString()));
        assertFalse((failure.getMessage() + failure.next()).contains("canary"));
    }

    @Test
    void missingPassphraseIsNamed() {
        slots.create(passphrase("right one"), "");
        assertCode(ErrorCode.PASSPHRASE_MISSING, slots::openPlain);
    }

    @Test
    void keyFileOpensAndAnotherDoesNot() {
        KeyRing made = slots.create(passphrase("a"), "");
        KeyFile keyFile = KeyFile.generate(entropy);
        slots.add(made, keyFile, "for the night");
        assertSameKeys(made, slots.open(KeyFile.decode(keyFile.encode())));
        assertCode(ErrorCode.KEY_NOT_FOUND, () -> slots.open(KeyFile.generate(entropy)));
    }

    @Test
    void slotsAreListedWithWhatTheirMakerSaid() {
        KeyRing made = slots.create(passphrase("a"), "mine");
        slots.add(made, KeyFile.generate(entropy), "für die Nacht");
        assertEquals(2, slots.list().size());
        assertTrue(slots.list().stream()
                .anyMatch(slot -> slot.kind() == KeySlot.Kind.PASSPHRASE && slot.label().equals("mine")));
        assertTrue(slots.list().stream()
                .anyMatch(slot -> slot.kind() == KeySlot.Kind.KEY_FILE && slot.label().equals("für die Nacht")));
        assertEquals(TestRings.CLOCK.now(), slots.list().getFirst().created());
    }

    @Test
    void removedSlotOpensNothingAndTheLastOneStays() {
        KeyRing made = slots.create(passphrase("a"), "");
        KeySlotId first = slots.list().getFirst().id();
        KeySlotId second = slots.add(made, passphrase("b"), "");
        slots.remove(first);
        assertCode(ErrorCode.WRONG_PASSPHRASE, () -> slots.open(passphrase("a")));
        assertSameKeys(made, slots.open(passphrase("b")));
        assertCode(ErrorCode.INVALID_ARGUMENT, () -> slots.remove(second));
        assertCode(ErrorCode.KEY_NOT_FOUND, () -> slots.remove(first));
        assertSameKeys(made, slots.open(passphrase("b")));
    }

    @Test
    void changedPassphraseReplacesTheOldOne() {
        KeyRing made = slots.create(passphrase("old"), "label");
        KeySlotId added = slots.changePassphrase(passphrase("old"), passphrase("new"));
        assertCode(ErrorCode.WRONG_PASSPHRASE, () -> slots.open(passphrase("old")));
        assertSameKeys(made, slots.open(passphrase("new")));
        assertEquals(List.of(added), slots.list().stream().map(KeySlot::id).toList());
        assertEquals("label", slots.list().getFirst().label());
        assertCode(ErrorCode.WRONG_PASSPHRASE, () -> slots.changePassphrase(passphrase("old"), passphrase("x")));
    }

    @Test
    void damagedSlotIsNamedOnlyIfNoOtherOpens() {
        KeyRing made = slots.create(passphrase("a"), "");
        String name = files.list(KeySlotFile.PREFIX).getFirst();
        slots.add(made, passphrase("b"), "");
        files.replace(name, new byte[] {1, 2, 3});
        assertSameKeys(made, slots.open(passphrase("b")));
        HoldfastException failure = assertCode(ErrorCode.KEY_DAMAGED, () -> slots.open(passphrase("a")));
        assertTrue(String.valueOf(failure.getMessage()).contains(name));
        assertEquals(1, slots.damaged().size());
    }

    @Test
    void slotThatDemandsAbsurdMemoryIsRefusedUntried() {
        slots.create(passphrase("a"), "");
        String name = files.list(KeySlotFile.PREFIX).getFirst();
        byte[] slot = files.read(name).orElseThrow();
        int memoryAt = slot.length - 32 - 80 - 12;
        byte[] demand = {0x06, 0x40, 0, 0};
        System.arraycopy(demand, 0, slot, memoryAt, demand.length);
        byte[] sum = Sha256.of(Arrays.copyOf(slot, slot.length - 32));
        System.arraycopy(sum, 0, slot, slot.length - 32, 32);
        files.replace(name, slot);
        HoldfastException failure = assertCode(ErrorCode.KEY_DAMAGED, () -> slots.open(passphrase("a")));
        assertTrue(String.valueOf(failure.getMessage()).contains("KiB of memory"), failure.getMessage());
    }

    @Test
    void everyBitOfASlotIsAuthenticated() {
        slots.create(passphrase("a"), "label");
        String name = files.list(KeySlotFile.PREFIX).getFirst();
        byte[] original = files.read(name).orElseThrow();
        for (int bit = 0; bit < (original.length - 32) * 8; bit++) {
            byte[] slot = original.clone();
            slot[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] sum = Sha256.of(Arrays.copyOf(slot, slot.length - 32));
            System.arraycopy(sum, 0, slot, slot.length - 32, 32);
            files.replace(name, slot);
            assertThrows(HoldfastException.class, () -> slots.open(passphrase("a")), "bit " + bit);
        }
    }

    @Test
    void exchangedConfigurationIsNoticed() {
        slots.create(passphrase("a"), "");
        RepositoryConfig weaker = new RepositoryConfig(
                config.id(), EncryptionMode.CLIENT, new CutterSettings(CutterAlgorithm.FIXED, 4096), 3, 1 << 25, config.created());
        assertCode(ErrorCode.CONFIG_DAMAGED, () -> slots(weaker).open(passphrase("a")));
    }

    @Test
    void configurationThatDeniesItsEncryptionIsNoticedByWhoBringsAKey() {
        slots.create(passphrase("a"), "");
        RepositoryConfig plain = new RepositoryConfig(
                config.id(), EncryptionMode.NONE, config.cutter(), 3, 1 << 25, config.created());
        assertCode(ErrorCode.INVALID_ARGUMENT, () -> slots(plain).open(passphrase("a")));
    }

    @Test
    void newDataKeySealsAndTheOldOneStillOpens() {
        KeyRing made = slots.create(passphrase("a"), "");
        DataKey old = made.sealingKey();
        DataKeyId rotated = slots.rotate(made);
        assertNotEquals(old.id(), rotated);
        for (KeyRing ring : List.of(made, slots.open(passphrase("a")))) {
            assertEquals(rotated, ring.sealingKey().id());
            assertEquals(old.id(), ring.openingKey(old.id()).id());
        }
    }

    @Test
    void keyThatDoesNotExistIsNamed() {
        KeyRing made = slots.create(passphrase("a"), "");
        DataKeyId unknown = new DataKeyId(entropy.id());
        HoldfastException failure = assertCode(ErrorCode.KEY_NOT_FOUND, () -> made.openingKey(unknown));
        assertTrue(String.valueOf(failure.getMessage()).contains(unknown.toString()));
        assertCode(ErrorCode.KEY_NOT_FOUND, () -> made.openingKey(DataKey.none().id()));
    }

    @Test
    void everyBitOfADataKeyIsAuthenticated() {
        DataKeyId id = slots.create(passphrase("a"), "").sealingKey().id();
        KeyRing fresh = slots.open(passphrase("a"));
        String name = files.list(DataKeyFiles.MASTER_PREFIX).getFirst();
        byte[] original = files.read(name).orElseThrow();
        for (int bit = 0; bit < (original.length - 32) * 8; bit++) {
            byte[] file = original.clone();
            file[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] sum = Sha256.of(Arrays.copyOf(file, file.length - 32));
            System.arraycopy(sum, 0, file, file.length - 32, 32);
            files.replace(name, file);
            assertThrows(HoldfastException.class, () -> fresh.openingKey(id), "bit " + bit);
        }
    }

    @Test
    void writeOnlyCredentialAddsAndReadsOnlyItsOwn() {
        KeyRing made = slots.create(passphrase("a"), "");
        WriteOnlyCredential credential = WriteOnlyCredential.decode(slots.writeOnly(made).encode());
        KeyRing agent = slots.open(credential);
        credential.close();
        assertFalse(agent.canRead());
        assertArrayEquals(made.cuttingKey(), agent.cuttingKey());
        byte[] data = {1, 2, 3};
        assertEquals(
                made.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 3),
                agent.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 3));
        DataKeyId own = agent.sealingKey().id();
        assertEquals(own, agent.openingKey(own).id());
        assertEquals(own, made.openingKey(own).id());
        assertEquals(own, slots.open(passphrase("a")).openingKey(own).id());
        assertNotEquals(own, slots.open(passphrase("a")).sealingKey().id());
        assertCode(ErrorCode.KEY_FORBIDS, () -> agent.openingKey(made.sealingKey().id()));
        assertCode(ErrorCode.KEY_FORBIDS, () -> slots.rotate(agent));
        assertCode(ErrorCode.KEY_FORBIDS, () -> slots.add(agent, passphrase("x"), ""));
        assertCode(ErrorCode.KEY_FORBIDS, () -> slots.writeOnly(agent));
    }

    @Test
    void writeOnlyCredentialOfAnotherRepositoryIsRefused() {
        RepositoryConfig other = config(EncryptionMode.CLIENT, 4);
        KeySlots others = new KeySlots(
                new MemoryFiles(), other, entropy, TestRings.CLOCK, new PassphraseStretching(new BouncyArgon2(), CHEAP));
        WriteOnlyCredential foreign = others.writeOnly(others.create(passphrase("a"), ""));
        slots.create(passphrase("a"), "");
        assertCode(ErrorCode.KEY_NOT_FOUND, () -> slots.open(foreign));
    }

    @Test
    void repositoryWithoutEncryptionOpensWithoutAKey() {
        RepositoryConfig plain = config(EncryptionMode.NONE, 5);
        KeyRing made = slots(plain).createPlain();
        KeyRing opened = slots(RepositoryConfig.load(files).orElseThrow()).openPlain();
        assertSameKeys(made, opened);
        assertEquals(DataKey.none(), opened.sealingKey());
        assertCode(ErrorCode.INVALID_ARGUMENT, () -> slots(plain).rotate(opened));
    }

    @Test
    void numberOfSlotsIsLimited() {
        KeyRing made = slots.create(passphrase("a"), "");
        for (int i = 1; i < KeySlots.MAX_SLOTS; i++) {
            slots.add(made, KeyFile.generate(entropy), "");
        }
        assertCode(ErrorCode.LIMIT_EXCEEDED, () -> slots.add(made, KeyFile.generate(entropy), ""));
    }

    @Test
    void closingACredentialClearsIt() {
        char[] typed = "secret".toCharArray();
        Passphrase passphrase = Passphrase.of(typed);
        assertArrayEquals(new char[6], typed);
        passphrase.close();
        assertArrayEquals(new byte[6], passphrase.utf8());
        assertThrows(IllegalArgumentException.class, () -> Passphrase.of(new char[0]));
    }

    private KeySlots slots(RepositoryConfig forConfig) {
        return new KeySlots(files, forConfig, entropy, TestRings.CLOCK, new PassphraseStretching(new BouncyArgon2(), CHEAP));
    }

    private static RepositoryConfig config(EncryptionMode mode, long seed) {
        return new RepositoryConfig(
                new RepositoryId(new SeededEntropy(seed).id()),
                mode,
                new CutterSettings(CutterAlgorithm.FASTCDC, 1 << 20),
                3,
                1 << 25,
                Instant.ofEpochMilli(1_767_225_600_123L));
    }

    private static Passphrase passphrase(String text) {
        return Passphrase.of(text.toCharArray());
    }

    private static void assertSameKeys(KeyRing expected, KeyRing actual) {
        assertEquals(expected.repository(), actual.repository());
        assertArrayEquals(expected.cuttingKey(), actual.cuttingKey());
        byte[] data = {1, 2, 3};
        assertEquals(
                expected.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 3),
                actual.newFingerprinter().fingerprint(ChunkType.DATA, data, 0, 3));
    }

    private static HoldfastException assertCode(ErrorCode code, Executable action) {
        HoldfastException failure = assertThrows(HoldfastException.class, action);
        assertEquals(code, failure.code());
        return failure;
    }
}
