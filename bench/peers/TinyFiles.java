package peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Very many files of 100 bytes to 4 KiB, three in four of them text, forty to a directory. */
record TinyFiles(int count, long seed) implements DataSet {
    private static final int FILES_PER_DIRECTORY = 40;
    private static final int DIRECTORIES_PER_PROJECT = 25;
    private static final int SMALLEST_BYTES = 100;
    private static final int LARGEST_BYTES = 4096;

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public void create(Path directory) throws IOException {
        Files.createDirectories(directory);
        int directories = (count + FILES_PER_DIRECTORY - 1) / FILES_PER_DIRECTORY;
        IntStream.range(0, directories).parallel().forEach(number -> fill(directory, number));
    }

    private void fill(Path root, int number) {
        Path directory = root.resolve("project-%03d/part-%02d"
                .formatted(number / DIRECTORIES_PER_PROJECT, number % DIRECTORIES_PER_PROJECT));
        int first = number * FILES_PER_DIRECTORY;
        try {
            Files.createDirectories(directory);
            for (int i = first; i < Math.min(first + FILES_PER_DIRECTORY, count); i++) {
                write(directory, i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path directory, int number) throws IOException {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        int length = (int) (SMALLEST_BYTES * Math.pow((double) LARGEST_BYTES / SMALLEST_BYTES, random.nextDouble()));
        Content content = random.nextInt(4) > 0 ? Content.TEXT : Content.RECORDS;
        String ending = content == Content.TEXT ? ".txt" : ".dat";
        Files.write(directory.resolve("file-" + number + ending), content.bytes(length, random).array());
    }

    @Override
    public void edit(Path directory) throws IOException {
        new FileEdits(directory, seed + 1).touchAndChange(0.01);
    }

    @Override
    public void churn(Path directory) throws IOException {
        new FileEdits(directory, seed + 2).replace(0.10);
    }
}
