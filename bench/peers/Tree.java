package peers;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The number of files of a tree and the bytes they hold. */
record Tree(int files, long bytes) {
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 20));

    /** Reads every file once with all cores, so that the page cache is as warm for one program as for the next. */
    static Tree warm(Path root) {
        List<Path> files = regularFiles(root);
        long bytes = files.parallelStream().mapToLong(Tree::read).sum();
        return new Tree(files.size(), bytes);
    }

    private static long read(Path file) {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer buffer = BUFFER.get();
            long bytes = 0;
            for (int count; (count = channel.read(buffer.clear())) > 0; ) {
                bytes += count;
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> regularFiles(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The bytes a tree takes on the disk. */
    static long allocatedBytes(Path root, Stopwatch stopwatch) {
        String answer = stopwatch.run(root, "du", "-s", "--block-size=1", ".");
        return Long.parseLong(answer.substring(0, answer.indexOf('\t')));
    }
}
