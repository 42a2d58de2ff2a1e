package dev.holdfast.client.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that change or withdraw while they are backed up. */
class ChangingSourceTest {
    @TempDir
    Path directory;

    private final Set<String> unreadable = new ConcurrentSkipListSet<>();
    private Path source;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        source = Files.createDirectories(directory.resolve("above/source"));
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
        Files.writeString(source.resolve("quiet"), "quiet");
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private BackupReport backup(FileSystemAccess access) {
        unreadable.clear();
        return TestBackups.run(repository, access, List.of(source), (path, cause) ->
                unreadable.add(directory.relativize(Path.of(path.toString())) + ": " + cause));
    }

    @Test
    void aFileThatChangedEachTimeItWasReadIsReadAgainByTheNextBackup() throws IOException {
        Path busy = Files.writeString(source.resolve("busy"), "before");
        AtomicInteger writes = new AtomicInteger();
        FileSystemAccess written = AlteredFileSystem.with((call, path, real) -> {
            Object answer = real.get();
            if (call.equals("read") && path.toString().endsWith("/busy")) {
                // Another length each time: a file system's clock may stand still between two of them.
                write(busy, "write ".repeat(1 + writes.incrementAndGet()));
            }
            return answer;
        });
        backup(written);
        assertEquals(Set.of("above/source/busy: it changed while it was read; the snapshot has it as it was read last"), unreadable);

        BackupReport after = backup(AlteredFileSystem.with((call, path, real) -> real.get()));
        assertEquals(Set.of(), unreadable);
        assertEquals(Files.size(busy), after.totals().bytesRead(), "what the snapshot has of the file is not what the file is");
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDirectoryAboveNeedNotBeReadable() {
        FileSystemAccess guarded = AlteredFileSystem.with((call, path, real) -> {
            if (call.equals("open") && path.equals(TestBackups.pathOf(directory.resolve("above")))) {
                throw new FsException(FsException.Reason.DENIED, "openat: Permission denied (EACCES)", null);
            }
            return real.get();
        });
        BackupReport report = backup(guarded);
        assertEquals(Set.of(), unreadable);
        assertEquals(1, report.totals().files());
    }

    @Test
    void aDirectoryAboveThatCannotBeLookedAtCostsItsAttributesOnly() {
        Set<String> refused = Set.of("open", "openPlace");
        FileSystemAccess gone = AlteredFileSystem.with((call, path, real) -> {
            if (refused.contains(call) && path.equals(TestBackups.pathOf(directory))) {
                throw new FsException(FsException.Reason.NOT_FOUND, "openat: No such file or directory (ENOENT)", null);
            }
            return real.get();
        });
        BackupReport report = backup(gone);
        assertEquals(1, unreadable.size(), unreadable::toString);
        assertTrue(unreadable.iterator().next().startsWith(": "), unreadable::toString);
        assertEquals(1, report.totals().files());
    }
}
