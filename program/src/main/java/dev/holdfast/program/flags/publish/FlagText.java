package dev.holdfast.program.flags.publish;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file of flags, sound or not. */
public final class FlagText {
    private FlagText() {}

    /**
     * Reads it, and one byte more than may be, so that a document that is too long is seen to be.
     *
     * @throws HoldfastException {@code PATH_NOT_FOUND} or {@code ACCESS_DENIED}
     */
    public static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FlagDocument.LIMIT_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new HoldfastException(ErrorCode.PATH_NOT_FOUND, "there is no file " + file, "name the file with the flags", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, "the flags in " + file + " cannot be read: " + e.getMessage(), "see its permissions", e);
        }
    }
}
