package dev.holdfast.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.telemetry.HealthCheck.Status;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of a server. */
class ServerCertificateTest {
    @TempDir
    private Path directory;

    private ServerCertificate selfMade(Path where) {
        return ServerCertificate.selfMade(where, Set.of("backup.example", "192.0.2.7"), Clock.system(), Entropy.system());
    }

    private StructuredLog log() {
        return StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.virtual("log"));
    }

    @Test
    void theSelfMadeOneNamesTheMachineAndStays() throws Exception {
        Fingerprint256 first = selfMade(directory).fingerprint();
        assertEquals(first, selfMade(directory).fingerprint());
        X509Certificate made = new PemFiles(directory.resolve("certificate.pem"), directory.resolve("key.pem")).load().certificate();
        made.verify(made.getPublicKey());
        made.checkValidity();
        Collection<List<?>> names = made.getSubjectAlternativeNames();
        Set<Object> texts = names.stream().map(name -> name.get(1)).collect(Collectors.toSet());
        assertTrue(texts.containsAll(Set.of("localhost", "127.0.0.1", "backup.example", "192.0.2.7")), texts.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("key.pem"))));
    }

    @Test
    void newFilesAreTakenUpAndBrokenOnesAreNot() throws Exception {
        Path live = directory.resolve("live");
        ServerCertificate certificate = selfMade(live);
        certificate.context().start();
        Fingerprint256 first = certificate.fingerprint();
        Path other = directory.resolve("other");
        selfMade(other);
        try (StructuredLog log = log()) {
            replace(other.resolve("certificate.pem"), live.resolve("certificate.pem"), 1);
            certificate.reload(log);
            assertEquals(first, certificate.fingerprint(), "a certificate without its key must not be used");
            assertEquals(Status.WARNING, certificate.check().status());
            replace(other.resolve("key.pem"), live.resolve("key.pem"), 2);
            certificate.reload(log);
            assertNotEquals(first, certificate.fingerprint());
            assertEquals(Status.OK, certificate.check().status());
        }
        certificate.context().stop();
    }

    private static void replace(Path from, Path to, long second) throws Exception {
        Files.write(to, Files.readAllBytes(from));
        Files.setLastModifiedTime(to, FileTime.from(Instant.ofEpochSecond(1_800_000_000L + second)));
    }

    @Test
    void filesThatMakeNoSenseAreRefusedWithTheirNames() throws Exception {
        Path certificate = Files.writeString(directory.resolve("c.pem"), "nonsense");
        PemFiles files = new PemFiles(certificate, directory.resolve("k.pem"));
        HoldfastException refused = assertThrows(HoldfastException.class, files::load);
        assertTrue(String.valueOf(refused.getMessage()).contains("c.pem"), refused.getMessage());
    }

    @Test
    void anExpiringOneIsReported() {
        selfMade(directory);
        PemFiles files = new PemFiles(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
        assertEquals(Status.WARNING, ServerCertificate.of(files, later(3640)).check().status());
        assertEquals(Status.FAILING, ServerCertificate.of(files, later(3651)).check().status());
    }

    private static Clock later(int days) {
        return new Clock() {
            @Override
            public Instant now() {
                return Clock.system().now().plusSeconds(days * 86_400L);
            }

            @Override
            public long monotonicNanos() {
                return Clock.system().monotonicNanos();
            }
        };
    }
}
