package dev.holdfast.client.fs;

import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.core.tree.FileName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorted runs of names in a temporary file that has no name of its own where the system allows it, and is gone after close in
 * any case. A name is its length in two bytes, then its bytes.
 */
final class NameRuns implements AutoCloseable {
    private static final int WRITE_BUFFER_BYTES = 64 * 1024;
    private static final int LARGEST_READ_BUFFER_BYTES = 64 * 1024;
    /** Holds the longest name with its length. */
    private static final int SMALLEST_READ_BUFFER_BYTES = 2 * FileName.MAX_BYTES;

    private final FileChannel file;
    private final List<Long> ends = new ArrayList<>();
    private long size;

    private NameRuns(FileChannel file) {
        this.file = file;
    }

    /** An empty file. */
    static NameRuns in(Path folder) {
        try {
            Path path = Files.createTempFile(folder, "holdfast-names-", ".tmp");
            return new NameRuns(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Adds a run of names that are in order. */
    void write(List<FileName> names) {
        ByteBuffer buffer = ByteBuffer.allocate(WRITE_BUFFER_BYTES);
        for (FileName name : names) {
            if (buffer.remaining() < Short.BYTES + name.bytes().length) {
                drain(buffer);
            }
            buffer.putShort((short) name.bytes().length).put(name.bytes());
        }
        drain(buffer);
        ends.add(size);
    }

    private void drain(ByteBuffer buffer) {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                size += file.write(buffer, size);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        buffer.clear();
    }

    /** All names of all runs in order. */
    Iterator<FileName> merged(int memoryBytes) {
        int fair = memoryBytes / Math.max(1, ends.size());
        int bufferBytes = Math.clamp(fair, SMALLEST_READ_BUFFER_BYTES, LARGEST_READ_BUFFER_BYTES);
        PriorityQueue<Run> queue = new PriorityQueue<>();
        long start = 0;
        for (long end : ends) {
            var run = new Run(start, end, bufferBytes);
            if (run.advance()) {
                queue.add(run);
            }
            start = end;
        }
        return new Merged(queue);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static FsException failed(IOException cause) {
        return new FsException(Reason.IO, "temporary file for sorting names: " + cause.getMessage(), cause);
    }

    private record Merged(PriorityQueue<Run> queue) implements Iterator<FileName> {
        @Override
        public boolean hasNext() {
            return !queue.isEmpty();
        }

        @Override
        public FileName next() {
            Run first = queue.poll();
            if (first == null) {
                throw new NoSuchElementException();
            }
            FileName name = first.current();
            if (first.advance()) {
                queue.add(first);
            }
            return name;
        }
    }

    /** A place in one run. */
    private final class Run implements Comparable<Run> {
        private final long end;
        private final ByteBuffer buffer;
        private long position;
        private @Nullable FileName current;

        Run(long start, long end, int bufferBytes) {
            this.position = start;
            this.end = end;
            this.buffer = ByteBuffer.allocate(bufferBytes).limit(0);
        }

        FileName current() {
            FileName name = current;
            if (name == null) {
                throw new NoSuchElementException();
            }
            return name;
        }

        /** Goes to the next name; false at the end. */
        boolean advance() {
            if (buffer.remaining() < SMALLEST_READ_BUFFER_BYTES / 2 + Short.BYTES && position < end) {
                refill();
            }
            if (!buffer.hasRemaining()) {
                return false;
            }
            byte[] name = new byte[Short.toUnsignedInt(buffer.getShort())];
            buffer.get(name);
            current = FileName.of(name);
            return true;
        }

        private void refill() {
            buffer.compact();
            buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + (end - position)));
            try {
                while (buffer.hasRemaining()) {
                    int read = file.read(buffer, position);
                    if (read < 0) {
                        throw new IOException("it has become shorter");
                    }
                    position += read;
                }
            } catch (IOException e) {
                throw failed(e);
            }
            buffer.flip();
        }

        @Override
        public int compareTo(Run other) {
            return current().compareTo(other.current());
        }
    }
}
