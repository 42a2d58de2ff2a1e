package dev.holdfast.flags;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Flags that come with a program, in flagd's format: what holds until something is known. */
public final class Defaults {
    private Defaults() {}

    /**
     * Those beside a class, in the class path.
     *
     * @throws HoldfastException {@code PATH_NOT_FOUND}, or {@code INVALID_ARGUMENT} with the first problem
     */
    public static FlagDocument resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new HoldfastException(ErrorCode.PATH_NOT_FOUND, "there are no flags '" + name + "' beside " + beside.getName(), "put them into its package");
            }
            return checked(name, in);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Those in a file.
     *
     * @throws HoldfastException {@code ACCESS_DENIED}, or {@code INVALID_ARGUMENT} with the first problem
     */
    public static FlagDocument file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return checked(file.toString(), in);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static HoldfastException unreadable(String name, IOException e) {
        return new HoldfastException(ErrorCode.ACCESS_DENIED, "the flags in " + name + " cannot be read: " + e.getMessage(), "see that the file exists", e);
    }

    private static FlagDocument checked(String name, InputStream in) throws IOException {
        return switch (FlagDocument.read(in.readNBytes(FlagDocument.LIMIT_BYTES + 1))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, name + ":" + refused.problems().getFirst(), "correct it; 'holdfast flags lint' lists all problems");
        };
    }
}
