package dev.holdfast.client.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.remote.transport.CertificateFingerprint;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownServersTest {
    private static final CertificateFingerprint ONE = CertificateFingerprint.parse("SHA256:" + "01".repeat(32));
    private static final CertificateFingerprint TWO = CertificateFingerprint.parse("AB:".repeat(31) + "AB");

    @TempDir
    Path directory;

    @Test
    void theLatestWordOfTheUserCounts() {
        Path file = directory.resolve("state/known-servers");
        KnownServers known = new KnownServers(file);
        assertEquals(Optional.empty(), known.find("a:1"));
        known.remember("a:1", ONE);
        known.remember("a:11", TWO);
        known.remember("a:1", TWO);
        assertEquals(Optional.of(TWO), new KnownServers(file).find("a:1"));
        assertEquals(Optional.of(TWO), known.find("a:11"));
        assertEquals(Optional.empty(), known.find("a"));
    }

    @Test
    void aListThatIsNoListTrustsNobody() throws IOException {
        Path file = Files.writeString(directory.resolve("known-servers"), "a:1 nonsense\n");
        HoldfastException failure = assertThrows(HoldfastException.class, () -> new KnownServers(file).find("a:1"));
        assertEquals(ErrorCode.CERTIFICATE_UNTRUSTED, failure.code());
    }
}
