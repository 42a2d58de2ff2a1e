package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;

/**
 * Flags from a file that may change at any time. A version that is not sound is never served: the one before it stays. Versions count by the
 * time of the file's last change, so that they go on counting when another process reads the file later. Thread-safe.
 */
public final class FlagFile {
    private final Path path;
    private byte[] seen;
    private boolean lost;
    private volatile RuleSet current;

    private FlagFile(Path path, byte[] seen, RuleSet current) {
        this.path = path;
        this.seen = seen;
        this.current = current;
    }

    /** What looking at the file again led to. */
    public sealed interface Change {
        /** It is as it was. */
        record None() implements Change {}

        /** It is another, which is served now. */
        record Published(RuleSet rules) implements Change {}

        /** It is another with problems; the version before it is still served. */
        record Refused(List<Problem> problems) implements Change {}

        /** It cannot be read, which is said once; the version before it is still served. */
        record Unreadable(String reason) implements Change {}
    }

    /**
     * Reads the first version.
     *
     * @throws HoldfastException {@code PATH_NOT_FOUND}, {@code ACCESS_DENIED}, or {@code INVALID_ARGUMENT} with the first problem
     */
    public static FlagFile open(Path path) {
        Reading reading = reading(path);
        return new FlagFile(path, reading.bytes(), RuleSet.publish(document(path, reading.bytes()), reading.millis()));
    }

    /** Reads a document that has to be sound. */
    public static FlagDocument document(Path path) {
        return document(path, reading(path).bytes());
    }

    /** Reads a document, sound or not. */
    public static FlagDocument.Outcome outcome(Path path) {
        return FlagDocument.read(reading(path).bytes());
    }

    private static FlagDocument document(Path path, byte[] bytes) {
        return switch (FlagDocument.read(bytes)) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    path + ":" + refused.problems().getFirst() + more(refused.problems().size() - 1),
                    "correct it; 'holdfast flags lint " + path + "' lists all problems");
        };
    }

    private static String more(int count) {
        return count == 0 ? "" : " (and " + count + (count == 1 ? " more problem)" : " more problems)");
    }

    private static Reading reading(Path path) {
        try {
            return read(path);
        } catch (NoSuchFileException e) {
            throw new HoldfastException(ErrorCode.PATH_NOT_FOUND, "there is no file " + path, "name the file with the flags", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, "the flags in " + path + " cannot be read: " + e.getMessage(), "see its permissions", e);
        }
    }

    /**
     * The file as it was found.
     *
     * @param millis when it was last changed, in milliseconds since 1970; never later than the content
     */
    private record Reading(byte[] bytes, long millis) {}

    /** One byte more than may be, so that a document that is too long is seen to be. */
    private static Reading read(Path path) throws IOException {
        long millis = changedMillis(path);
        try (InputStream in = Files.newInputStream(path)) {
            return new Reading(in.readNBytes(FlagDocument.LIMIT_BYTES + 1), millis);
        }
    }

    /** An older file that is moved to this place keeps its time, but where the system notes when that was done, that counts. */
    private static long changedMillis(Path path) throws IOException {
        long written = Files.getLastModifiedTime(path).toMillis();
        boolean noted = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        long placed = noted && Files.getAttribute(path, "unix:ctime") instanceof FileTime time ? time.toMillis() : written;
        return Math.max(0, Math.max(written, placed));
    }

    /** What is served. */
    public RuleSet current() {
        return current;
    }

    /** Looks at the file again. What was refused once is not looked at again until it changes. */
    public synchronized Change look() {
        Reading reading;
        try {
            reading = read(path);
        } catch (IOException e) {
            boolean said = lost;
            lost = true;
            return said ? new Change.None() : new Change.Unreadable(e instanceof NoSuchFileException ? "it is gone" : String.valueOf(e.getMessage()));
        }
        lost = false;
        if (Arrays.equals(reading.bytes(), seen)) {
            return new Change.None();
        }
        seen = reading.bytes();
        long sequence = Math.max(reading.millis(), current.version().sequence() + 1);
        return switch (FlagDocument.read(reading.bytes())) {
            case FlagDocument.Outcome.Refused refused -> new Change.Refused(refused.problems());
            case FlagDocument.Outcome.Accepted accepted -> published(current.replacedBy(accepted.document(), sequence));
        };
    }

    private Change published(RuleSet rules) {
        // Another text with the same content is no new version: nobody has to fetch anything.
        if (rules.version().digest().equals(current.version().digest())) {
            return new Change.None();
        }
        current = rules;
        return new Change.Published(rules);
    }
}
