package dev.holdfast.client.fs.linux;

import dev.holdfast.core.tree.FileName;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads the entries of a directory, a bufferful at a time. */
final class Listing {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int RECORD_LENGTH = 16;
    private static final int NAME = 19;

    private Listing() {}

    /** Names everything from the descriptor's position on. */
    static void list(int directory, Consumer<FileName> each) {
        Scratch scratch = Scratch.ofThread();
        while (true) {
            long read = FileCalls.getdents64(scratch, directory, scratch.buffer(), CHUNK_BYTES);
            if (read < 0) {
                throw Errno.failure("getdents64", read);
            }
            if (read == 0) {
                return;
            }
            // On the heap before anyone is called, for the callee may use this thread's scratch memory, even to list again.
            names(scratch.copyOfBuffer((int) read), each);
        }
    }

    private static void names(byte[] records, Consumer<FileName> each) {
        int at = 0;
        while (at < records.length) {
            int start = at + NAME;
            int end = start;
            while (records[end] != 0) {
                end++;
            }
            if (!isDots(records, start, end)) {
                each.accept(FileName.of(Arrays.copyOfRange(records, start, end)));
            }
            // Both processors of this package are little-endian.
            at += records[at + RECORD_LENGTH] & 0xff | (records[at + RECORD_LENGTH + 1] & 0xff) << 8;
        }
    }

    private static boolean isDots(byte[] records, int start, int end) {
        return records[start] == '.' && (end == start + 1 || end == start + 2 && records[start + 1] == '.');
    }
}
