package dev.holdfast.flags.kept;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The rules that were known last, in a file: a line with a checksum of all that follows, one with the server's address, one with the version,
 * and the document. It is replaced as a whole, and readable by its owner alone, because rules say who gets what. Used by one thread.
 */
public final class LastKnown {
    private static final String MAGIC = "holdfast-flags 1 ";
    private static final int CHECKSUM = 64;
    private static final int HEAD_BYTES = 8 << 10;

    private final Path file;
    private final URI server;

    public LastKnown(Path file, URI server) {
        this.file = file.toAbsolutePath();
        this.server = server;
    }

    /** What looking for a copy led to. */
    public sealed interface Found {
        /** There is one, as it was written. */
        record Copy(RuleSet rules) implements Found {}

        /** There is none. */
        record Nothing() implements Found {}

        /** There is something that is not used. */
        record Unusable(String reason) implements Found {}
    }

    public Found read() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(HEAD_BYTES + FlagDocument.LIMIT_BYTES + 1);
            return found(bytes);
        } catch (NoSuchFileException e) {
            return new Found.Nothing();
        } catch (IOException e) {
            return unusable("cannot be read: " + e.getMessage());
        }
    }

    private Found found(byte[] bytes) {
        int body = MAGIC.length() + CHECKSUM + 1;
        if (bytes.length < body || !text(bytes, 0, MAGIC.length()).equals(MAGIC) || bytes[body - 1] != '\n') {
            return unusable("is no copy of flags");
        }
        byte[] rest = Arrays.copyOfRange(bytes, body, bytes.length);
        if (!checksum(rest).equals(text(bytes, MAGIC.length(), body - 1))) {
            return unusable("is damaged");
        }
        List<String> lines = new String(rest, StandardCharsets.UTF_8).lines().limit(3).toList();
        if (lines.size() < 3 || !lines.get(0).equals(server.toString())) {
            return unusable("is of another server");
        }
        return rules(lines.get(1), lines.get(2));
    }

    /** Canonical JSON is one line. */
    private Found rules(String version, String json) {
        FlagsVersion named = FlagsVersion.read(version).orElse(null);
        if (named == null || !(FlagDocument.read(json.getBytes(StandardCharsets.UTF_8)) instanceof FlagDocument.Outcome.Accepted accepted)) {
            return unusable("has no flags that this program understands");
        }
        RuleSet rules = RuleSet.publish(accepted.document(), named.sequence());
        return rules.version().equals(named) ? new Found.Copy(rules) : unusable("is not what its version says");
    }

    private Found unusable(String reason) {
        return new Found.Unusable("the copy " + file + " " + reason);
    }

    /** Replaces the copy. It is on the disk when this returns. */
    public void write(RuleSet rules) throws IOException {
        byte[] rest = (server + "\n" + rules.version() + "\n" + rules.json() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] head = (MAGIC + checksum(rest) + "\n").getBytes(StandardCharsets.UTF_8);
        Path directory = file.getParent();
        Files.createDirectories(directory);
        // Several programs may keep one copy: each writes to a file of its own until it is whole.
        Path next = Files.createTempFile(directory, file.getFileName() + ".", ".next");
        try {
            // No channel: the interrupt that ends the client would close it, and the next start would begin with what was known before.
            try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                out.write(head);
                out.write(rest);
                out.getFD().sync();
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
