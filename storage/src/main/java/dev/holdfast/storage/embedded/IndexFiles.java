package dev.holdfast.storage.embedded;

import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.files.IncomingFile;
import dev.holdfast.storage.metadata.sqlite.PageCache;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.storage.service.rebuild.IndexGenerations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a repository's index, one for each generation that is left. The one before the current generation is kept until the next
 * prune or rebuild, so that commands which had it open go on reading. Thread-safe.
 */
public final class IndexFiles {
    private static final Pattern NAME = Pattern.compile("(rows(?:-([1-9][0-9]{0,9}))?\\.db)(?:-wal|-shm)?");

    private final Path directory;
    private final Path incoming;
    private final Entropy entropy;
    private final PageCache cache;
    private final IndexGenerations generations;

    public IndexFiles(Path repository, RepositoryFiles files, Entropy entropy, PageCache cache) {
        this.directory = repository.resolve("index");
        this.incoming = repository.resolve("incoming");
        this.entropy = entropy;
        this.cache = cache;
        this.generations = new IndexGenerations(files);
    }

    /** The index that counts. */
    public OpenedIndex open() {
        return open(generations.current(), Missing.FAIL);
    }

    /** The index of a new repository. */
    public OpenedIndex create() {
        return open(generations.current(), Missing.CREATE);
    }

    /** Begins a new generation, with an empty file. All others are void from now on, and this one is until {@link #finish}. */
    public OpenedIndex begin() {
        int generation = generations.begin();
        SqliteMetadataStore.delete(file(generation));
        return open(generation, Missing.CREATE);
    }

    /** Declares a generation ready; false if another rebuild was begun meanwhile. */
    public boolean finish(OpenedIndex fresh) {
        int replaced = generations.latestReady();
        if (!generations.finish(fresh.generation())) {
            return false;
        }
        discard(generation -> generation < fresh.generation() && generation != replaced);
        return true;
    }

    /** Removes the files of all generations before this one, and what a writer that is gone has left of its entries and other objects. */
    public void discardBefore(int generation) {
        discard(older -> older < generation);
        IncomingFile.sweep(incoming);
    }

    private interface Choice {
        boolean takes(int generation);
    }

    private void discard(Choice choice) {
        names().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .filter(name -> choice.takes(name.group(2) == null ? 0 : Integer.parseUnsignedInt(name.group(2))))
                .map(name -> name.group(1))
                .distinct()
                .forEach(name -> SqliteMetadataStore.delete(directory.resolve(name)));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OpenedIndex open(int generation, Missing missing) {
        return new OpenedIndex(
                SqliteMetadataStore.open(file(generation), missing, entropy, cache), generation, generations.fence(generation));
    }

    private Path file(int generation) {
        return directory.resolve(generation == 0 ? "rows.db" : "rows-" + generation + ".db");
    }
}
