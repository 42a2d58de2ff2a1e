package dev.holdfast.client.fs;

import dev.holdfast.core.tree.FileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The names in a directory in order of their bytes, each once, in a fixed amount of memory however many there are: what does
 * not fit is sorted in runs that wait in a temporary file. To be iterated once by one thread, then closed.
 */
public final class SortedNames implements Iterator<FileName>, AutoCloseable {
    /** Memory that the names of one directory may take; about 80,000 of them. */
    public static final int MEMORY_BYTES = 8 << 20;

    /** What a name takes besides its bytes: two objects' headers and a place in a list. */
    private static final int NAME_OVERHEAD_BYTES = 48;

    private final int memoryBytes;
    private final Path temporaryFolder;
    private final List<FileName> inMemory = new ArrayList<>();
    private int inMemoryBytes;
    private @Nullable NameRuns runs;
    private Iterator<FileName> sorted = Collections.emptyIterator();
    private @Nullable FileName next;

    private SortedNames(int memoryBytes, Path temporaryFolder) {
        this.memoryBytes = memoryBytes;
        this.temporaryFolder = temporaryFolder;
    }

    /** All names in the directory. */
    public static SortedNames of(Directory directory) {
        return of(directory, MEMORY_BYTES, Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    /** The same with a limit of memory and a folder for the temporary file. */
    public static SortedNames of(Directory directory, int memoryBytes, Path temporaryFolder) {
        return of(directory::list, memoryBytes, temporaryFolder);
    }

    /** The same from anything that passes names on. */
    static SortedNames of(Consumer<Consumer<FileName>> source, int memoryBytes, Path temporaryFolder) {
        var names = new SortedNames(memoryBytes, temporaryFolder);
        try {
            source.accept(names::add);
            names.sort();
            return names;
        } catch (RuntimeException | Error failure) {
            names.close();
            throw failure;
        }
    }

    /** No names at all. */
    public static SortedNames none() {
        return new SortedNames(0, Path.of("."));
    }

    private void add(FileName name) {
        inMemory.add(name);
        inMemoryBytes += name.bytes().length + NAME_OVERHEAD_BYTES;
        if (inMemoryBytes > memoryBytes) {
            spill();
        }
    }

    private void spill() {
        inMemory.sort(null);
        NameRuns file = runs;
        if (file == null) {
            file = NameRuns.in(temporaryFolder);
            runs = file;
        }
        file.write(inMemory);
        inMemory.clear();
        inMemoryBytes = 0;
    }

    private void sort() {
        NameRuns file = runs;
        if (file == null) {
            inMemory.sort(null);
            sorted = inMemory.iterator();
        } else {
            spill();
            sorted = file.merged(memoryBytes);
        }
        next = following(null);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public FileName next() {
        FileName name = next;
        if (name == null) {
            throw new NoSuchElementException();
        }
        next = following(name);
        return name;
    }

    /** The name after this one; a directory that changes while it is listed may name a child twice. */
    private @Nullable FileName following(@Nullable FileName name) {
        while (sorted.hasNext()) {
            FileName candidate = sorted.next();
            if (!candidate.equals(name)) {
                return candidate;
            }
        }
        return null;
    }

    @Override
    public void close() {
        NameRuns file = runs;
        if (file != null) {
            runs = null;
            file.close();
        }
    }
}
