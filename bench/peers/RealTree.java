package peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A tree of real files, copied with all their attributes from {@code /usr}: whole directories, drawn by their names
 * until the tree is as large as wanted. The first copy is kept, so that later runs see the same files even when the
 * system has changed.
 */
final class RealTree implements DataSet {
    private static final Path ORIGIN = Path.of("/usr");
    private static final int FILES = 67_000;
    private static final long BYTES = (long) (3.1 * (1L << 30));

    private final double scale;
    private final Path kept;
    private final Stopwatch stopwatch;

    RealTree(double scale, Path cache, Stopwatch stopwatch) {
        this.scale = scale;
        this.kept = cache.resolve(String.format(Locale.ROOT, "real-%.4f", scale));
        this.stopwatch = stopwatch;
    }

    @Override
    public String name() {
        return "real";
    }

    @Override
    public void create(Path directory) throws IOException {
        if (!Files.exists(kept)) {
            Path unfinished = kept.resolveSibling("unfinished");
            stopwatch.run(kept.getParent(), "rm", "-rf", unfinished.toString());
            Files.createDirectories(unfinished);
            Path names = Files.write(kept.resolveSibling("names"), chosenNames());
            stopwatch.run(kept.getParent(), "rsync", "-aHAX", "--files-from=" + names, ORIGIN + "/", unfinished + "/");
            Files.move(unfinished, kept);
        }
        stopwatch.run(kept.getParent(), "cp", "-a", kept.toString(), directory.toString());
    }

    @Override
    public void edit(Path directory) throws IOException {
        new FileEdits(directory, 11).touchAndChange(0.01);
    }

    @Override
    public void churn(Path directory) throws IOException {
        new FileEdits(directory, 12).replace(0.10);
    }

    private List<String> chosenNames() throws IOException {
        List<Folder> folders = new ArrayList<>(foldersOf(ORIGIN));
        folders.sort((a, b) -> a.path().compareTo(b.path()));
        Collections.shuffle(folders, Random.from(new SplittableRandom(13)));
        List<String> chosen = new ArrayList<>();
        long bytes = 0;
        for (Folder folder : folders) {
            if (chosen.size() + folder.names().size() <= FILES * scale && bytes + folder.bytes() <= BYTES * scale) {
                chosen.addAll(folder.names());
                bytes += folder.bytes();
            }
        }
        return chosen;
    }

    /** The files and links directly in one directory. */
    private record Folder(Path path, List<String> names, long bytes) {}

    private static List<Folder> foldersOf(Path root) throws IOException {
        List<Folder> folders = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                folders.add(contentOf(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return folders;
    }

    private static Folder contentOf(Path directory) {
        List<String> names = new ArrayList<>();
        long bytes = 0;
        try (var entries = Files.newDirectoryStream(directory, RealTree::copyable)) {
            for (Path entry : entries) {
                names.add(ORIGIN.relativize(entry).toString());
                bytes += Files.isSymbolicLink(entry) ? 0 : Files.size(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(names);
        return new Folder(directory, names, bytes);
    }

    private static boolean copyable(Path entry) {
        return !entry.toString().contains("\n")
                && (Files.isSymbolicLink(entry) || Files.isRegularFile(entry) && Files.isReadable(entry));
    }
}
