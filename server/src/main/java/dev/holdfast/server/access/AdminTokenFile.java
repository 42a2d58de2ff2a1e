package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file through which the first administrator gets the first token. Used by one thread, at start-up. */
public final class AdminTokenFile {
    private static final String NAME = "admin";

    private final TokenStore tokens;
    private final Path file;

    public AdminTokenFile(TokenStore tokens, Path file) {
        this.tokens = tokens;
        this.file = file;
    }

    /** What was found or done. */
    public enum Outcome {
        /** A token was made and written. */
        WRITTEN,
        /** There are server-wide tokens of administrators already, and the file was not looked at. */
        NOT_NEEDED,
        /** The file holds a token that works. */
        STILL_GOOD
    }

    /**
     * Makes the admin token if this server never had one. It is a row before it is a file: a crash in between leaves a row that nobody has
     * the secret of, which the next start revokes.
     *
     * @throws HoldfastException {@code CONFLICT} if the file is there and holds anything but a token that works
     */
    public Outcome prepare() {
        if (Files.exists(file)) {
            requireOwnToken();
            return Outcome.STILL_GOOD;
        }
        Optional<Token> first = tokens.list(Optional.empty()).stream()
                .filter(token -> token.owner().role() == Role.ADMIN && token.state() == Token.State.VALID)
                .findFirst();
        if (first.filter(token -> token.lastUsed().isPresent() || !token.createdBy().equals("server")).isPresent()) {
            return Outcome.NOT_NEEDED;
        }
        first.ifPresent(tokens::revoke);
        NewToken made = tokens.create(
                new Token.Owner(NAME, Role.ADMIN, Optional.empty(), Optional.empty()), "server", Optional.empty());
        write(made.text() + "\n");
        return Outcome.WRITTEN;
    }

    private void requireOwnToken() {
        try {
            if (Files.size(file) < 4096 && tokens.use(Files.readString(file).strip()).isPresent()) {
                return;
            }
        } catch (IOException e) {
            throw failure(e);
        }
        throw new HoldfastException(
                ErrorCode.CONFLICT,
                "the file " + file + " is there and holds no token of this server",
                "name another file with --admin-token-file, or move this one away");
    }

    private void write(String text) {
        Path absolute = file.toAbsolutePath();
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            // A link fails if the name was taken meanwhile, which a rename would not.
            Files.createLink(absolute, fresh);
            Files.delete(fresh);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "the file " + file + " cannot be made", "name another file with --admin-token-file", e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private HoldfastException failure(IOException e) {
        return new HoldfastException(
                ErrorCode.IO_FAILED, "the file " + file + " failed: " + e.getMessage(), "name another file with --admin-token-file", e);
    }
}
