package dev.holdfast.program.flags.publish;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagJson;
import dev.holdfast.control.flag.json.PrettyJson;
import dev.holdfast.control.flag.life.Conventions;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.flag.FlagFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A file of flags that is changed as a whole or not at all: whoever watches it sees the old one or the new one. */
record EditedFile(Path path) {
    /** What a change led to. */
    enum Outcome {
        CHANGED,
        UNCHANGED
    }

    /** The file as it is; it has to be sound. */
    FlagDocument document() {
        return FlagFile.document(path);
    }

    /** What an edit would make of the file. */
    record Draft(Map<String, Object> before, Map<String, Object> after) {
        Outcome outcome() {
            return after.equals(before) ? Outcome.UNCHANGED : Outcome.CHANGED;
        }
    }

    /**
     * What the file would be after an edit.
     *
     * @throws HoldfastException if the file is not sound, the edit does not fit it, or it would not be sound afterwards
     */
    Draft draft(FlagEdit edit) {
        FlagDocument document = document();
        Map<String, Object> before = FlagJson.object(document.json());
        Map<String, Object> after =
                switch (edit.apply(before)) {
                    case FlagEdit.Result.Edited edited -> edited.document();
                    case FlagEdit.Result.Inapplicable unfit -> throw new HoldfastException(
                            ErrorCode.NOT_FOUND, unfit.message() + " in " + path, unfit.next());
                };
        if (!after.equals(before) && Conventions.read(text(after), document) instanceof FlagDocument.Outcome.Refused refused) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, path + " stays as it is: after this change " + refused.problems().getFirst(), "correct that first");
        }
        return new Draft(before, after);
    }

    /** Applies an edit, or fails as {@link #draft} does. */
    Outcome edit(FlagEdit edit) {
        Draft draft = draft(edit);
        if (draft.outcome() == Outcome.CHANGED) {
            write(path, text(draft.after()));
        }
        return draft.outcome();
    }

    private static byte[] text(Map<String, Object> document) {
        return PrettyJson.text(document).getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces a file, or makes it. */
    static void write(Path path, byte[] bytes) {
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path directory = target.getParent() == null ? target.toAbsolutePath().getRoot() : target.getParent();
            Path fresh = Files.createTempFile(directory, ".flags", ".new");
            try {
                writeDurably(fresh, bytes);
                Files.setPosixFilePermissions(
                        fresh, Files.exists(target) ? Files.getPosixFilePermissions(target) : PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, path + " cannot be written: " + e.getMessage(), "see the permissions of its directory", e);
        }
    }

    private static void writeDurably(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
