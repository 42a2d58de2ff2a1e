package dev.holdfast.client.remote;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.filter.BloomFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A filter kept on disk between runs: its version, the hash of its bytes, and the bytes. Anything wrong with the file makes it one that is
 * not there, and a failure to write it goes unnoticed: it only saves a download.
 */
final class FilterFile {
    private static final int LONGEST_TAG = 200;

    private final Path path;
    private final long limitBytes;

    FilterFile(Path path, long limitBytes) {
        this.path = path;
        this.limitBytes = limitBytes;
    }

    /** A filter and what the server calls its version. */
    record Versioned(BloomFilter filter, String version) {}

    Optional<Versioned> read() {
        try {
            if (Files.size(path) > limitBytes + LONGEST_TAG + 128) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            int tagLength = bytes.length == 0 ? 0 : bytes[0] & 0xFF;
            int hash = 1 + tagLength;
            int content = hash + 32;
            if (bytes.length <= content || !Arrays.equals(hashOf(bytes, content), Arrays.copyOfRange(bytes, hash, content))) {
                return Optional.empty();
            }
            BloomFilter filter = BloomFilter.decode(Arrays.copyOfRange(bytes, content, bytes.length), limitBytes);
            return Optional.of(new Versioned(filter, new String(bytes, 1, tagLength, StandardCharsets.UTF_8)));
        } catch (IOException | MalformedException e) {
            return Optional.empty();
        }
    }

    private static byte[] hashOf(byte[] bytes, int from) {
        var digest = Sha256.newDigest();
        digest.update(bytes, from, bytes.length - from);
        return digest.digest();
    }

    /** True if it was written. */
    boolean write(Versioned versioned) {
        byte[] tag = versioned.version().getBytes(StandardCharsets.UTF_8);
        if (tag.length > LONGEST_TAG) {
            return false;
        }
        byte[] content = versioned.filter().encode();
        try {
            Path directory = path.toAbsolutePath().getParent();
            Files.createDirectories(directory == null ? Path.of(".") : directory);
            Path fresh = Files.createTempFile(directory, "filter-", ".tmp");
            try (var out = Files.newOutputStream(fresh)) {
                out.write(tag.length);
                out.write(tag);
                out.write(hashOf(content, 0));
                out.write(content);
            }
            move(fresh);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void move(Path fresh) throws IOException {
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
