package dev.holdfast.client.remote;

import dev.holdfast.client.remote.transport.CertificateFingerprint;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers whose certificates the user has vouched for, a line each: host, port and fingerprint. Nothing gets in by itself. Thread-safe as
 * far as files are: of two programs that remember at once one may have to be told again.
 */
public final class KnownServers {
    private final Path file;

    /** @param file need not exist yet */
    public KnownServers(Path file) {
        this.file = file;
    }

    /** The certificate of a server, given as {@code host:port}. */
    public Optional<CertificateFingerprint> find(String server) {
        return lines().stream()
                .filter(line -> line.startsWith(server + " "))
                .findFirst()
                .map(line -> parse(line.substring(server.length() + 1)));
    }

    private CertificateFingerprint parse(String text) {
        try {
            return CertificateFingerprint.parse(text);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.CERTIFICATE_UNTRUSTED,
                    file + " does not hold what Holdfast wrote there: " + e.getMessage(),
                    "correct it or remove it, and give --server-fingerprint again",
                    e);
        }
    }

    /** Vouches for a server from now on. */
    public void remember(String server, CertificateFingerprint fingerprint) {
        String line = server + " " + fingerprint;
        List<String> lines = new ArrayList<>(lines());
        if (lines.contains(line)) {
            return;
        }
        lines.removeIf(other -> other.startsWith(server + " "));
        lines.add(line);
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory == null ? Path.of(".") : directory);
            Path fresh = Files.createTempFile(directory, "servers-", ".tmp");
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private HoldfastException failed(String what, IOException e) {
        return new HoldfastException(
                ErrorCode.IO_FAILED, "the list of known servers " + file + " cannot be " + what + ": " + e.getMessage(), "make it accessible for you", e);
    }
}
