package peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What zstd 1 does with a tree on one core: bytes of content per second either way, and content over packed size. */
record Zstd(double compress, double decompress, double ratio) {
    private static final int PIECES = 512;
    private static final int PIECE_BYTES = 128 << 10;
    private static final Pattern ANSWER =
            Pattern.compile("\\(x?([0-9.]+)\\),?\\s*([0-9.]+) MB/s,?\\s*([0-9.]+) MB/s");

    /** Measures on a sample, which is written to a file and deleted again. */
    static Zstd measure(Path source, Path sample, Stopwatch stopwatch) throws IOException {
        takeSample(source, sample);
        String answer = stopwatch.run(source, "sh", "-c", "zstd -q -b1 -i2 -B1M \"$0\" 2>&1", sample.toString());
        Files.delete(sample);
        Matcher figures = ANSWER.matcher(answer);
        if (!figures.find()) {
            throw new CommandFailure("zstd -b1 answered something unknown: " + answer);
        }
        return new Zstd(number(figures, 2) * 1e6, number(figures, 3) * 1e6, number(figures, 1));
    }

    private static double number(Matcher figures, int group) {
        return Double.parseDouble(figures.group(group));
    }

    /** Pieces at even distances over all files, as if those were one; holes and zeros are left out. */
    private static void takeSample(Path source, Path sample) throws IOException {
        List<Path> files = Tree.regularFiles(source).stream().sorted().toList();
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long distance = Math.max(PIECE_BYTES / 4, total / PIECES);
        try (OutputStream out = Files.newOutputStream(sample)) {
            long skip = 0;
            for (Path file : files) {
                long size = Files.size(file);
                for (; skip < size; skip += distance) {
                    takePiece(file, skip, out);
                }
                skip -= size;
            }
        }
    }

    private static void takePiece(Path file, long offset, OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            int length = channel.read(piece, offset);
            ByteBuffer zeros = ByteBuffer.allocate(Math.max(0, length));
            if (length > 0 && !piece.flip().equals(zeros)) {
                out.write(piece.array(), 0, length);
            }
        }
    }
}
