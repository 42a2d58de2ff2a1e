package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Reads and writes files that hold secrets, and says when others can read them too. */
public final class SecretFiles {
    private static final int MAX_BYTES = 1 << 16;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFiles() {}

    /** A passphrase: the content without the line feed that editors put at its end. The caller clears it. */
    static byte[] readPassphrase(Path file, Console console) {
        return withoutLineEnd(read(file, "passphrase file", console));
    }

    /** The text of a file with a token. The caller clears it. */
    static byte[] readToken(Path file, Console console) {
        return withoutLineEnd(read(file, "token file", console));
    }

    /** The bytes of a key file. The caller clears them. */
    static byte[] readKey(Path file, Console console) {
        return read(file, "key file", console);
    }

    /** A copy without one line feed or carriage return and line feed at its end; clears the original. */
    static byte[] withoutLineEnd(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length -= length > 1 && bytes[length - 2] == '\r' ? 2 : 1;
        }
        byte[] stripped = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, (byte) 0);
        return stripped;
    }

    /** Writes a new secret file that only its owner can read; refuses to replace one. */
    public static void create(Path file, byte[] content) {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] attributes = posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)} : new FileAttribute<?>[0];
            Files.createFile(file, attributes);
            Files.write(file, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException e) {
            throw new HoldfastException(ErrorCode.TARGET_NOT_EMPTY, file + " exists already", "name another file", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "cannot write " + file + ": " + e.getMessage(), "name another file", e);
        }
    }

    private static byte[] read(Path file, String what, Console console) {
        // Bounded, and no check of its kind: a pipe or a file descriptor of the shell is a fine place for a secret.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "the " + what + " " + file + " is larger than any can be", "name the right file");
            }
            warnIfOpenToOthers(file, what, console);
            return bytes;
        } catch (NoSuchFileException e) {
            throw new HoldfastException(ErrorCode.PASSPHRASE_MISSING, "the " + what + " " + file + " does not exist", "name the right file", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, "cannot read the " + what + " " + file + ": " + e.getMessage(), "make it readable for you", e);
        }
    }

    private static void warnIfOpenToOthers(Path file, String what, Console console) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            boolean open = permissions.contains(PosixFilePermission.OTHERS_READ) && Files.isRegularFile(file);
            if (open) {
                console.warning("everybody on this machine can read the " + what + " " + file + "; next: chmod 600 " + Quoting.quote(file.toString()));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Where there are no such permissions there is nothing to warn of.
        }
    }
}
