package peers;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** One image of which only some runs were ever written; the rest are holes. */
record SparseImage(long imageBytes, long dataBytes) implements DataSet {
    private static final int BLOCK_BYTES = 4096;
    private static final int LONGEST_RUN_BLOCKS = 512;
    private static final int EDITS = 64;
    private static final long SEED = 17;

    /** At scale 1: an image of 8 GiB that holds 300 MiB. */
    static SparseImage scaled(double scale) {
        return new SparseImage((long) (scale * (8L << 30)), (long) (scale * (300L << 20)));
    }

    @Override
    public String name() {
        return "sparse";
    }

    @Override
    public void create(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel image = FileChannel.open(image(directory), CREATE_NEW, SPARSE, WRITE)) {
            image.write(ByteBuffer.allocate(1), imageBytes - 1);
            writeRuns(image, dataBytes, new SplittableRandom(SEED));
        }
    }

    @Override
    public void edit(Path directory) throws IOException {
        try (FileChannel image = FileChannel.open(image(directory), WRITE)) {
            SplittableRandom random = new SplittableRandom(SEED + 1);
            for (int i = 0; i < EDITS; i++) {
                image.write(Content.TEXT.bytes(BLOCK_BYTES, random), place(BLOCK_BYTES, random));
            }
        }
    }

    @Override
    public void churn(Path directory) throws IOException {
        try (FileChannel image = FileChannel.open(image(directory), WRITE)) {
            writeRuns(image, dataBytes / 10, new SplittableRandom(SEED + 2));
        }
    }

    private void writeRuns(FileChannel image, long bytes, SplittableRandom random) throws IOException {
        for (long left = bytes; left > 0; ) {
            int length = BLOCK_BYTES * random.nextInt(16, LONGEST_RUN_BLOCKS);
            Content content = random.nextInt(3) == 0 ? Content.RECORDS : Content.TEXT;
            left -= image.write(content.bytes(length, random), place(length, random));
        }
    }

    private long place(int length, SplittableRandom random) {
        return random.nextLong((imageBytes - length) / BLOCK_BYTES) * BLOCK_BYTES;
    }

    private static Path image(Path directory) {
        return directory.resolve("image.raw");
    }
}
