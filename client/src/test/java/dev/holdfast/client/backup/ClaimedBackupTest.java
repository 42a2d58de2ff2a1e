package dev.holdfast.client.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that claim what they are going to send. */
class ClaimedBackupTest {
    private static final int FILE_BYTES = 50_000;

    @TempDir
    Path directory;

    private Path source;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        source = Files.createDirectories(directory.resolve("source"));
        repository = TestRepositories.open(directory.resolve("repository"), new MemoryMetadataStore());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Backup backup() {
        return new Backup(
                repository,
                FileSystems.best(),
                TestBackups.request(List.of(source), new BackupRequest.Parent.None(), BackupRequest.Effect.STORE_CLAIMED),
                (path, cause) -> {});
    }

    @Test
    void whatSeveralFindAtOnceIsStoredOnceAndNoneWaitsForEver() throws IOException, InterruptedException, ExecutionException {
        long seed = 11;
        Random random = new Random(seed);
        int files = 400;
        for (int i = 0; i < files; i++) {
            byte[] content = new byte[FILE_BYTES];
            random.nextBytes(content);
            Files.write(source.resolve("file" + i), content);
        }
        int backups = 4;
        List<Future<BackupReport>> running = new ArrayList<>();
        long stored = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(backups)) {
            for (int i = 0; i < backups; i++) {
                running.add(threads.submit(() -> backup().run()));
            }
            for (Future<BackupReport> report : running) {
                stored += report.get().totals().newBytes();
            }
        }
        long once = (long) files * FILE_BYTES;
        // Beside the content there are directories and manifests.
        assertTrue(stored >= once && stored < once * 102 / 100, stored + " bytes were stored for " + once + ", seed " + seed);
        assertEquals(backups, repository.snapshots().size());
    }

    private Fingerprint claimed(OpenedSession other, byte[] content) {
        Fingerprinter fingerprinter = repository.keys().newFingerprinter();
        Fingerprint chunk = fingerprinter.fingerprint(ChunkType.DATA, content, 0, content.length);
        assertEquals(List.of(ClaimState.GRANTED), repository.metadata().claim(other.id(), List.of(chunk)));
        return chunk;
    }

    private OpenedSession other() {
        return repository.openSession(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN));
    }

    @Test
    void aClaimWhoseHolderEndsPassesToWhoWaits() throws Exception {
        byte[] content = "held".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(source.resolve("file"), content);
        OpenedSession holder = other();
        claimed(holder, content);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<BackupReport> waiting = threads.submit(() -> backup().run());
            repository.metadata().abandon(holder.id());
            assertTrue(waiting.get().snapshot().isPresent());
        }
    }

    @Test
    void aWaitingBackupCanBeCancelled() throws Exception {
        byte[] content = "held".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(source.resolve("file"), content);
        claimed(other(), content);
        Backup backup = backup();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<BackupReport> waiting = threads.submit(backup::run);
            backup.cancel();
            ExecutionException failure = assertThrows(ExecutionException.class, waiting::get);
            assertEquals(ErrorCode.INTERRUPTED, assertInstanceOf(HoldfastException.class, failure.getCause()).code());
        }
    }
}
