package dev.holdfast.client.cli.invocation;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that options name: lists of paths, patterns. */
public final class InputFiles {
    private static final int MAX_BYTES = 256 << 20;

    private InputFiles() {}

    /** The content of the file, or of standard input for {@code -}. */
    public static byte[] read(Invocation invocation, String name) {
        Path path = invocation.surroundings().directory().resolve(name);
        try (InputStream in = name.equals("-") ? invocation.surroundings().streams().in() : Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES);
            if (content.length == MAX_BYTES) {
                throw new HoldfastException(ErrorCode.LIMIT_EXCEEDED, name + " is larger than 256 MiB", "divide it");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new HoldfastException(ErrorCode.PATH_NOT_FOUND, path + " does not exist", "name the right file", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "cannot read " + path + ": " + e.getMessage(), "name the right file", e);
        }
    }
}
