package dev.holdfast.client.fs.portable;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.RawPath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Turns names of bytes into Java's paths of characters and back. */
final class Names {
    private Names() {}

    /** A path of one component. */
    static Path path(FileSystem system, FileName name) {
        Path path = path(system, name.bytes());
        if (path.getNameCount() != 1 || path.isAbsolute()) {
            throw Failures.unsupported("name", "it has another meaning on this system");
        }
        return path;
    }

    static Path path(FileSystem system, RawPath path) {
        byte[] bytes = path.bytes();
        boolean hasDrive = bytes.length > 2 && bytes[2] == ':' && !system.getSeparator().equals("/");
        return path(system, hasDrive ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    static Path path(FileSystem system, byte[] bytes) {
        try {
            return system.getPath(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | InvalidPathException e) {
            throw Failures.unsupported("name", "Java cannot express it on this system");
        }
    }

    static FileName name(Path path) {
        try {
            return FileName.of(path.getFileName().toString());
        } catch (MalformedException e) {
            throw Failures.unsupported("name", "it cannot be kept");
        }
    }
}
