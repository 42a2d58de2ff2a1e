package dev.holdfast.program.serving;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the log goes. */
public final class LogTarget {
    private LogTarget() {}

    /** The file that was named, or standard error, which stays open. */
    public static OutputStream of(Invocation invocation) {
        Optional<Path> file = invocation.arguments().text(ServerWords.LOG).map(invocation::path);
        return file.map(LogTarget::open).orElseGet(() -> new Unclosed(invocation.surroundings().streams().err()));
    }

    /** A file that is made if it is not there, and written behind what it has. */
    static OutputStream open(Path file) {
        try {
            return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_DENIED, "the log " + file + " cannot be written: " + e.getMessage(), "name another file with --log", e);
        }
    }

    private static final class Unclosed extends FilterOutputStream {
        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
