package dev.holdfast.client.cli.output;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The writer of standard output and standard error. Results go to standard output; progress, notes, warnings and errors to standard
 * error, so that a pipe gets results only. Thread-safe.
 */
public final class Console implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String ERASE_LINE = "\r\u001b[K";

    /**
     * How to write.
     *
     * @param format whether results are for people or programs
     * @param verbosity how much is said to people
     * @param colors whether a terminal is shown colours
     */
    public record Settings(Format format, Verbosity verbosity, Colors colors) {
        /** The language of results. */
        public enum Format {
            TEXT,
            JSON
        }

        /** Whether colours may be used. */
        public enum Colors {
            ALLOWED,
            NEVER
        }
    }

    private final OutputStream out;
    private final OutputStream err;
    private final Terminal terminal;
    private final Settings settings;
    private boolean liveShown;
    private boolean outputGone;

    public Console(OutputStream out, OutputStream err, Terminal terminal, Settings settings) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.err = err;
        this.terminal = terminal;
        this.settings = settings;
    }

    public boolean isJson() {
        return settings.format == Settings.Format.JSON;
    }

    public boolean isVerbose() {
        return settings.verbosity == Verbosity.VERBOSE;
    }

    public boolean isQuiet() {
        return settings.verbosity == Verbosity.QUIET;
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Whether a line that redraws itself makes sense: a person watches, and asked for neither silence nor JSON. */
    public boolean showsLive() {
        return terminal.showsErrors() && !isJson() && !isQuiet();
    }

    /** Width that a table on standard output may take. */
    public int outputColumns() {
        return terminal.showsOutput() ? terminal.columns() : Integer.MAX_VALUE;
    }

    /** Prints a line of the result. */
    public void line(String text) {
        text(text + "\n");
    }

    /** Prints lines of the result that end in line feeds themselves. */
    public void text(String lines) {
        raw(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Prints a line of the result with emphasis. */
    public void line(Style style, String text) {
        line(terminal.showsOutput() ? styled(style, text) : text);
    }

    /** Prints bytes of the result as they are. */
    public synchronized void raw(byte[] bytes) {
        raw(bytes, 0, bytes.length);
    }

    public synchronized void raw(byte[] bytes, int offset, int length) {
        try {
            if (liveShown && terminal.showsOutput()) {
                eraseLive();
            }
            out.write(bytes, offset, length);
            // A person, or a program that waits for progress, wants each line now; a long listing in a pipe wants speed.
            if (terminal.showsOutput()) {
                out.flush();
            }
        } catch (IOException e) {
            throw outputFailed(e);
        }
    }

    /** Sends what was printed on its way. */
    public synchronized void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw outputFailed(e);
        }
    }

    /** The result as a stream; closing it only flushes. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                raw(new byte[] {(byte) value});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                raw(bytes, offset, length);
            }

            @Override
            public void flush() {
                Console.this.flush();
            }
        };
    }

    /** Says something to people on standard error, unless they asked for silence. */
    public void note(String text) {
        if (!isQuiet() && !isJson()) {
            error(text);
        }
    }

    /** Says something to people who want detail. */
    public void detail(String text) {
        if (isVerbose() && !isJson()) {
            error(text);
        }
    }

    /** Warns, even when silence was asked for. */
    public void warning(String text) {
        error(terminal.showsErrors() ? styled(Style.WARNING, "warning:") + " " + text : "warning: " + text);
    }

    /** Prints a line to standard error whatever was asked for. */
    public synchronized void error(String text) {
        eraseLive();
        writeError(text + "\n");
    }

    /** The text with emphasis, for a line on standard error. */
    public String errorStyled(Style style, String text) {
        return terminal.showsErrors() ? styled(style, text) : text;
    }

    /** Shows {@code text} in the live line in place of what stands there. */
    synchronized void live(String text) {
        liveShown = true;
        writeError(ERASE_LINE + text);
    }

    /** Takes the live line away, so that the terminal is left as it was found. */
    public synchronized void eraseLive() {
        if (liveShown) {
            liveShown = false;
            writeError(ERASE_LINE);
        }
    }

    /** Whether the reader of standard output has gone, as with {@code | head}. */
    public synchronized boolean isOutputGone() {
        return outputGone;
    }

    @Override
    public synchronized void close() {
        eraseLive();
        if (!outputGone) {
            flush();
        }
    }

    private String styled(Style style, String text) {
        return settings.colors == Settings.Colors.ALLOWED ? style.around(text) : text;
    }

    private void writeError(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // There is no other place to say it, and losing a message must not lose a backup.
        }
    }

    private HoldfastException outputFailed(IOException e) {
        // The platform gives a closed pipe no other mark than these words.
        String cause = e.getMessage() == null ? "" : e.getMessage();
        outputGone = cause.contains("Broken pipe") || cause.contains("Stream Closed");
        return new HoldfastException(
                cause.contains("No space left") ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED,
                "cannot write to standard output: " + cause,
                "send the output elsewhere",
                e);
    }
}
