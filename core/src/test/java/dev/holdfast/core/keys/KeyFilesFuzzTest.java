package dev.holdfast.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.core.codec.Frame;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Mutations;
import dev.holdfast.core.crypto.SeededEntropy;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.id.RepositoryId;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Key files of strangers fail with a named failure, and what is read is written back to the same bytes. */
final class KeyFilesFuzzTest {
    private static final Id128 ID = new Id128(7, 8);
    private static final RepositoryId REPOSITORY = new RepositoryId(ID);

    @MethodSource("slots")
    @FuzzTest
    void slot(byte[] input) {
        for (byte[] file : framed("HFKS", input)) {
            try {
                assertArrayEquals(file, KeySlotFile.decode(file).encode());
            } catch (MalformedException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    @MethodSource("dataKeys")
    @FuzzTest
    void dataKey(byte[] input) {
        for (byte[] file : framed("HFDK", input)) {
            try {
                assertArrayEquals(file, DataKeyFile.decode(file).encode());
            } catch (MalformedException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    @MethodSource("credentials")
    @FuzzTest
    void writeOnlyCredential(byte[] input) {
        for (byte[] file : framed("HFWK", input)) {
            try (WriteOnlyCredential credential = WriteOnlyCredential.decode(file)) {
                assertArrayEquals(file, credential.encode());
            } catch (HoldfastException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    @MethodSource("keyFiles")
    @FuzzTest
    void keyFile(byte[] input) {
        for (byte[] file : framed("HFKF", input)) {
            try (KeyFile keyFile = KeyFile.decode(file)) {
                assertArrayEquals(file, keyFile.encode());
            } catch (HoldfastException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    static Stream<Arguments> slots() {
        KeySlotFile.Derivation derivation = new KeySlotFile.Derivation.FromPassphrase(new byte[32], Argon2Settings.STANDARD);
        byte[] valid = new KeySlotFile(REPOSITORY, new KeySlotId(ID), 1, "label", derivation, new byte[80]).encode();
        return seeds("HFKS", valid);
    }

    static Stream<Arguments> dataKeys() {
        DataKeyFile.Wrapping byMaster = new DataKeyFile.Wrapping.ByMaster(new byte[48]);
        DataKeyFile.Wrapping byPublicKey = new DataKeyFile.Wrapping.ByPublicKey(new byte[32], new byte[48]);
        return Stream.concat(
                seeds("HFDK", new DataKeyFile(REPOSITORY, new DataKeyId(ID), 1, 5, byMaster).encode()),
                seeds("HFDK", new DataKeyFile(REPOSITORY, new DataKeyId(ID), 0, 5, byPublicKey).encode()));
    }

    static Stream<Arguments> credentials() {
        MasterKey master = new MasterKey(REPOSITORY, new byte[32]);
        return seeds("HFWK", new WriteOnlyCredential(master, Digest.of(new byte[32])).encode());
    }

    static Stream<Arguments> keyFiles() {
        return seeds("HFKF", KeyFile.generate(new SeededEntropy(1)).encode());
    }

    private static Stream<Arguments> seeds(String magic, byte[] file) {
        return Stream.concat(
                Mutations.of(file), Mutations.of(Frame.decode(magic, file).payload()));
    }

    /** The input as it is, and as the content of an intact frame, which no fuzzer would hit on by itself. */
    private static byte[][] framed(String magic, byte[] input) {
        return new byte[][] {input, new Frame(magic, 1, input).encode()};
    }
}
