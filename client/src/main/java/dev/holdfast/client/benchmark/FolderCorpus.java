package dev.holdfast.client.benchmark;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The content of a directory's files, one after another in order of their paths. What cannot be read is left out. */
final class FolderCorpus implements Corpus {
    private final Path directory;
    private final List<Part> parts;
    private final long bytes;

    /** A file and where it begins in the whole. */
    private record Part(Path file, long from, long length) {}

    private FolderCorpus(Path directory, List<Part> parts, long bytes) {
        this.directory = directory;
        this.parts = parts;
        this.bytes = bytes;
    }

    /**
     * Takes files until there are {@code bytes} bytes.
     *
     * @throws HoldfastException {@code PATH_NOT_FOUND} if there is nothing to read
     */
    static FolderCorpus of(Path directory, long bytes) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new Collecting(files));
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "directory '" + directory + "' cannot be read: " + e.getMessage(), e);
        }
        files.sort(null);
        List<Part> parts = new ArrayList<>();
        long size = 0;
        for (Path file : files) {
            if (size < bytes) {
                long length = Math.min(bytes - size, file.toFile().length());
                parts.add(new Part(file, size, length));
                size += length;
            }
        }
        if (size < BenchmarkRequest.MIN_BYTES) {
            throw new HoldfastException(
                    ErrorCode.PATH_NOT_FOUND,
                    "directory '" + directory + "' has less than " + BenchmarkRequest.MIN_BYTES + " readable bytes",
                    "name a directory with more, or none to use generated content");
        }
        return new FolderCorpus(directory, parts, size);
    }

    private static final class Collecting extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Collecting(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && Files.isReadable(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public byte[] before(int document) {
        byte[] target = new byte[documentBytes(document)];
        long begin = (long) document * DOCUMENT_BYTES;
        for (Part part : parts) {
            long from = Math.max(begin, part.from);
            long to = Math.min(begin + target.length, part.from + part.length);
            if (from < to) {
                read(part.file, from - part.from, target, (int) (from - begin), (int) (to - from));
            }
        }
        return target;
    }

    /** A file that has shrunk or gone meanwhile leaves zeros. */
    private static void read(Path file, long skip, byte[] target, int offset, int length) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(skip);
            in.readNBytes(target, offset, length);
        } catch (IOException e) {
            Arrays.fill(target, offset, offset + length, (byte) 0);
        }
    }
}
