package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupRequest.ContentStream;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;

/** Standard input as the content of a file. */
final class StandardInput implements ContentStream, AutoCloseable {
    private final InputStream in;

    StandardInput(InputStream in) {
        // Only who reads through a channel is woken up when it is closed.
        this.in = in instanceof FileInputStream file ? Channels.newInputStream(file.getChannel()) : in;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "cannot read standard input: " + e.getMessage(), "no snapshot was made", e);
        }
    }

    /** Ends a read that waits for more, because nobody wants it any more; it fails. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "cannot close standard input: " + e.getMessage(), e);
        }
    }
}
