package peers;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A few large files like images of virtual machines: runs of text, records, noise and zeros, and now and then a run
 * that other files hold too.
 */
record LargeFiles(int files, long fileBytes, int edits, long seed) implements DataSet {
    private static final int SHORTEST_RUN_BYTES = 64 << 10;
    private static final int LONGEST_RUN_BYTES = 4 << 20;
    private static final int SHARED_RUNS = 64;
    private static final int LARGEST_EDIT_BYTES = 4096;
    private static final List<Content> MIXTURE = List.of(
            Content.TEXT, Content.TEXT, Content.TEXT, Content.TEXT, Content.RECORDS, Content.RECORDS,
            Content.RECORDS, Content.NOISE, Content.NOISE, Content.ZEROS);

    /** At scale 1: six files, 5.1 GiB together, 600 small edits. */
    static LargeFiles scaled(double scale, long seed) {
        long bytes = (long) (5.1 * (1L << 30) * scale);
        return new LargeFiles(6, bytes / 6, Math.max(6, (int) (600 * scale)), seed);
    }

    @Override
    public String name() {
        return "large";
    }

    @Override
    public void create(Path directory) throws IOException {
        Files.createDirectories(directory);
        IntStream.range(0, files).parallel().forEach(number -> write(directory, number));
    }

    private void write(Path directory, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        try (FileChannel file = FileChannel.open(image(directory, number), CREATE_NEW, WRITE)) {
            while (file.size() < fileBytes) {
                long runSeed = random.nextInt(10) == 0 ? random.nextInt(SHARED_RUNS) : random.nextLong();
                writeRun(file, new SplittableRandom(seed ^ runSeed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeRun(FileChannel file, SplittableRandom random) throws IOException {
        int length = random.nextInt(SHORTEST_RUN_BYTES, LONGEST_RUN_BYTES);
        Content content = MIXTURE.get(random.nextInt(MIXTURE.size()));
        file.write(content.bytes((int) Math.min(length, fileBytes - file.size()), random));
    }

    /** Overwrites, insertions and deletions of up to 4 KiB each, at places spread over all files. */
    @Override
    public void edit(Path directory) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + 1);
        for (int number = 0; number < files; number++) {
            int count = edits * (number + 1) / files - edits * number / files;
            long[] places = LongStream.generate(() -> random.nextLong(fileBytes - LARGEST_EDIT_BYTES))
                    .limit(count)
                    .sorted()
                    .toArray();
            rewrite(image(directory, number), places, random);
        }
    }

    private static void rewrite(Path image, long[] places, SplittableRandom random) throws IOException {
        Path edited = image.resolveSibling("edited");
        try (FileChannel from = FileChannel.open(image, READ);
                FileChannel to = FileChannel.open(edited, CREATE_NEW, WRITE)) {
            for (long place : places) {
                copy(from, to, Math.max(0, place - from.position()));
                int length = random.nextInt(1, LARGEST_EDIT_BYTES);
                int action = random.nextInt(4);
                if (action != 0) {
                    to.write(Content.TEXT.bytes(length, random));
                }
                if (action != 1) {
                    from.position(Math.min(from.size(), from.position() + length));
                }
            }
            copy(from, to, from.size() - from.position());
        }
        Files.move(edited, image, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(FileChannel from, FileChannel to, long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            long moved = from.transferTo(from.position(), left, to);
            from.position(from.position() + moved);
            left -= moved;
        }
    }

    /** Overwrites the first part of the first files, a tenth of all bytes. */
    @Override
    public void churn(Path directory) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + 2);
        long left = files * fileBytes / 10;
        for (int number = 0; left > 0; number++) {
            try (FileChannel file = FileChannel.open(image(directory, number), WRITE)) {
                long share = Math.min(left, file.size());
                for (long done = 0; done < share; ) {
                    int length = (int) Math.min(LONGEST_RUN_BYTES, share - done);
                    done += file.write(MIXTURE.get(random.nextInt(9)).bytes(length, random), done);
                }
                left -= share;
            }
        }
    }

    private static Path image(Path directory, int number) {
        return directory.resolve("image-" + number + ".raw");
    }
}
