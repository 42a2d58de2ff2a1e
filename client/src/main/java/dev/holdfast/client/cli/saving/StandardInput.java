package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupRequest.ContentStream;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;

/** Standard input as the content of a file. */
record StandardInput(InputStream in) implements ContentStream {
    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "cannot read standard input: " + e.getMessage(), "no snapshot was made", e);
        }
    }
}
