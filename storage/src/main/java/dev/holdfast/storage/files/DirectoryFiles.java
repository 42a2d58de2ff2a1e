package dev.holdfast.storage.files;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Entropy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Named objects as files below a directory, which other parts of the repository share: {@code packs}, {@code index} and
 * {@code incoming} are not names of objects. Thread-safe, also between processes.
 */
public final class DirectoryFiles implements RepositoryFiles {
    /** Largest object in bytes. */
    public static final int MAX_BYTES = 2 << 20;

    private static final int MAX_DEPTH = 4;
    private static final int MAX_NAME_LENGTH = 200;
    private static final Set<String> RESERVED = Set.of("packs", "index", "incoming");

    private final Path root;
    private final Path incoming;
    private final Entropy entropy;

    /** Objects below {@code root}, which need not exist before the first write. */
    public DirectoryFiles(Path root, Entropy entropy) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        this.entropy = entropy;
    }

    @Override
    public Optional<byte[]> read(String name) {
        Path path = pathOf(name);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new HoldfastException(
                        ErrorCode.CONFIG_DAMAGED, path + " is longer than " + MAX_BYTES + " bytes", "run: holdfast check");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.of(e, path, "read");
        }
    }

    @Override
    public boolean create(String name, byte[] content) {
        Path path = pathOf(name);
        try (IncomingFile file = incoming(path, content)) {
            return file.publishNew(path);
        }
    }

    @Override
    public void replace(String name, byte[] content) {
        Path path = pathOf(name);
        try (IncomingFile file = incoming(path, content)) {
            file.publish(path);
        }
    }

    private IncomingFile incoming(Path path, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new IllegalArgumentException("an object of " + content.length + " bytes is over the limit of " + MAX_BYTES);
        }
        DirectorySync.create(incoming);
        DirectorySync.create(parentOf(path));
        IncomingFile.sweep(incoming);
        IncomingFile file = IncomingFile.create(incoming, String.valueOf(path.getFileName()), entropy);
        try {
            file.write(content, 0, content.length);
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void delete(String name) {
        Path path = pathOf(name);
        try {
            if (Files.deleteIfExists(path)) {
                DirectorySync.sync(parentOf(path));
            }
        } catch (IOException e) {
            throw FileFailures.of(e, path, "delete");
        }
    }

    @Override
    public List<String> list(String prefix) {
        int slash = prefix.lastIndexOf('/');
        String directory = prefix.substring(0, slash + 1);
        if (slash >= 0) {
            requireName(prefix.substring(0, slash));
        }
        List<String> names = new ArrayList<>();
        collect(directory, MAX_DEPTH, names);
        names.removeIf(name -> !name.startsWith(prefix));
        Collections.sort(names);
        return List.copyOf(names);
    }

    /** Adds the names of the objects in {@code directory}, which is empty or ends with a slash, and below it. */
    private void collect(String directory, int depth, List<String> names) {
        Path path = root.resolve(directory);
        if (depth == 0 || !Files.isDirectory(path)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = directory + entry.getFileName();
                if (!isName(name)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    collect(name + "/", depth - 1, names);
                } else {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw FileFailures.of(e, path, "list");
        } catch (IOException e) {
            throw FileFailures.of(e, path, "list");
        }
    }

    private Path pathOf(String name) {
        requireName(name);
        return root.resolve(name);
    }

    private Path parentOf(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a repository object: " + name);
        }
    }

    /** Parts of a-z, 0-9, hyphen and dot that start with a letter or digit, so that no name leads out of the directory. */
    private static boolean isName(String name) {
        String[] parts = name.split("/", -1);
        if (name.length() > MAX_NAME_LENGTH || parts.length > MAX_DEPTH || RESERVED.contains(parts[0])) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || !isLetterOrDigit(part.charAt(0))) {
                return false;
            }
            if (!part.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
