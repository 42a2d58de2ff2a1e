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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The file through which an administrator gets a token from the server itself. Used by one thread, before anybody is served. */
public final class AdminTokenFile {
    private static final String SERVER = "server";
    private static final Token.Owner OWNER = new Token.Owner("admin", Role.ADMIN, Optional.empty(), Optional.empty());

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
        if (first.filter(token -> token.lastUsed().isPresent() || !token.createdBy().equals(SERVER)).isPresent()) {
            return Outcome.NOT_NEEDED;
        }
        first.ifPresent(tokens::revoke);
        NewToken made = tokens.create(OWNER, SERVER, Optional.empty());
        write(made.text() + "\n");
        return Outcome.WRITTEN;
    }

    /** A token that was made in place of those that the server had made before. */
    public record Renewed(Token token, List<String> revoked) {
        public Renewed {
            revoked = List.copyOf(revoked);
        }
    }

    /**
     * Makes a new admin token, whoever has the old one, and revokes every other one that the server itself made.
     *
     * @param made hears of the new token before its secret is written anywhere
     * @throws HoldfastException {@code CONFLICT} if the file is there and is no token file
     */
    public Renewed renew(Consumer<Token> made) {
        if (Files.exists(file) && !looksLikeToken()) {
            throw noToken("holds no token");
        }
        NewToken fresh = tokens.create(OWNER, SERVER, Optional.empty());
        made.accept(fresh.token());
        replace(fresh.text() + "\n");
        List<Token> older = tokens.list(Optional.empty()).stream()
                .filter(token -> token.owner().role() == Role.ADMIN && token.state() == Token.State.VALID)
                .filter(token -> token.createdBy().equals(SERVER) && !token.id().equals(fresh.token().id()))
                .toList();
        older.forEach(tokens::revoke);
        return new Renewed(fresh.token(), older.stream().map(Token::id).toList());
    }

    private boolean looksLikeToken() {
        try {
            return Files.size(file) < 4096 && Files.readString(file).startsWith("hf_");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void requireOwnToken() {
        try {
            if (Files.size(file) < 4096 && tokens.use(Files.readString(file).strip()).isPresent()) {
                return;
            }
        } catch (IOException e) {
            throw failure(e);
        }
        throw noToken("holds no token of this server that works");
    }

    private HoldfastException noToken(String what) {
        return new HoldfastException(
                ErrorCode.CONFLICT,
                "the file " + file + " is there and " + what,
                "name another file with --admin-token-file, or move this one away; --new-admin-token makes a new token");
    }

    private void write(String text) {
        try {
            Path fresh = written(text);
            // A link fails if the name was taken meanwhile, which a rename would not.
            Files.createLink(file.toAbsolutePath(), fresh);
            Files.delete(fresh);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "the file " + file + " cannot be made", "name another file with --admin-token-file", e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void replace(String text) {
        try {
            Files.move(written(text), file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A file beside the wanted one that only its owner can read, with the text in it for good. */
    private Path written(String text) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        return fresh;
    }

    private HoldfastException failure(IOException e) {
        return new HoldfastException(
                ErrorCode.IO_FAILED, "the file " + file + " failed: " + e.getMessage(), "name another file with --admin-token-file", e);
    }
}
