package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Moves content between files and heap arrays. */
final class Content {
    private Content() {}

    /** Reads until {@code length} bytes are there or a call gives less than it could. */
    static int read(int descriptor, long position, byte[] target, int offset, int length) {
        Scratch scratch = Scratch.ofThread();
        MemorySegment buffer = scratch.buffer();
        int done = 0;
        while (done < length) {
            int step = Math.min(length - done, Scratch.BUFFER_BYTES);
            long read = FileCalls.pread(scratch, descriptor, buffer, step, position + done);
            if (read < 0) {
                throw Errno.failure("pread", read);
            }
            MemorySegment.copy(buffer, JAVA_BYTE, 0, target, offset + done, (int) read);
            done += (int) read;
            if (read < step) {
                break;
            }
        }
        return done;
    }

    static void write(int descriptor, long position, byte[] source, int offset, int length) {
        Scratch scratch = Scratch.ofThread();
        int done = 0;
        while (done < length) {
            int step = Math.min(length - done, Scratch.BUFFER_BYTES);
            scratch.fillBuffer(source, offset + done, step);
            long written = FileCalls.pwrite(scratch, descriptor, scratch.buffer(), step, position + done);
            if (written < 0) {
                throw Errno.failure("pwrite", written);
            }
            done += (int) written;
        }
    }
}
