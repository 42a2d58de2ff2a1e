package peers;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Edits to a tree of many files, the same ones for the same tree and seed. */
final class FileEdits {
    private static final int LARGEST_CHANGE_BYTES = 200;
    private static final int LARGEST_REPLACEMENT_BYTES = 8 << 20;

    private final SplittableRandom random;
    private final List<Path> files;

    FileEdits(Path directory, long seed) throws IOException {
        this.random = new SplittableRandom(seed);
        this.files = writableFiles(directory);
    }

    /** Touches or changes every so-manieth file in turn: half of them get a new time only, half some new bytes. */
    void touchAndChange(double share) throws IOException {
        boolean change = false;
        for (Path file : chosen(share)) {
            change = !change;
            if (change) {
                overwrite(file, LARGEST_CHANGE_BYTES);
            } else {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
        }
    }

    /** Gives a share of the files new content of the old length. */
    void replace(double share) throws IOException {
        for (Path file : chosen(share)) {
            overwrite(file, LARGEST_REPLACEMENT_BYTES);
        }
    }

    private void overwrite(Path file, int largestBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            long size = channel.size();
            int length = (int) Math.min(size, largestBytes);
            long offset = random.nextLong(size - length + 1);
            channel.write(Content.TEXT.bytes(length, random), offset);
        }
    }

    private List<Path> chosen(double share) {
        int count = Math.min(files.size(), Math.max(2, (int) (files.size() * share)));
        for (int i = 0; i < count; i++) {
            Collections.swap(files, i, random.nextInt(i, files.size()));
        }
        return files.subList(0, count);
    }

    private static List<Path> writableFiles(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && Files.isWritable(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return found;
    }
}
