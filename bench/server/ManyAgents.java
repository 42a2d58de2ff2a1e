package server;

import dev.holdfast.client.backup.Backup;
import dev.holdfast.client.backup.BackupReport;
import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.backup.ScanRules;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.keys.PlainKeyRing;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.SizeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many agents at once, each with connections, a token and a session of its own and the whole way of a backup, but within one process: as
 * many processes would need more memory and processor time than the server has.
 */
final class ManyAgents {
    private static final int COMMON_FILES = 60;
    private static final int OWN_FILES = 40;
    private static final int FILE_BYTES = 16 << 10;

    private final Tables tables;
    private final Path work;
    private final int agents;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestNanos = new AtomicLong();

    ManyAgents(Tables tables, Path work, int agents) {
        this.tables = tables;
        this.work = work;
        this.agents = agents;
    }

    int run() throws IOException, InterruptedException {
        Path sources = Files.createDirectories(work.resolve("sources"));
        for (int i = 0; i < agents; i++) {
            Fleet.files(Files.createDirectories(sources.resolve("s" + i + "/common")), 5, COMMON_FILES, FILE_BYTES);
            Fleet.files(Files.createDirectories(sources.resolve("s" + i + "/own")), 1000 + i, OWN_FILES, FILE_BYTES);
        }
        try (Fleet fleet = Fleet.start(work, List.of("--encryption", "none"))) {
            for (int i = 0; i < agents; i++) {
                fleet.token("machine" + i);
            }
            double seconds = all(fleet, sources);
            long snapshots = fleet.storage().snapshots();
            tables.add(
                    "%d agents within one process, all at once; each backs up %d files of 16 KiB, of which %d are on all machines.",
                    agents, COMMON_FILES + OWN_FILES, COMMON_FILES);
            tables.add("");
            tables.add("| errors | snapshots | all done after | slowest agent | server's peak memory | server's processor time |");
            tables.add("|---|---|---|---|---|---|");
            tables.add(
                    "| %d | %d | %.1f s | %.1f s | %.0f MB | %.1f s |",
                    errors.size(), snapshots, seconds, longestNanos.get() / 1e9, fleet.server().peakBytes() / 1e6, fleet.server().cpuSeconds());
            errors.stream().limit(10).forEach(System.err::println);
            fleet.check();
            return errors.isEmpty() && snapshots == agents ? 0 : 1;
        }
    }

    private double all(Fleet fleet, Path sources) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(agents);
        for (int i = 0; i < agents; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> {
                try {
                    go.await();
                    agent(fleet, "machine" + number, sources.resolve("s" + number));
                } catch (Exception | Error e) {
                    errors.add("machine" + number + ": " + e);
                } finally {
                    done.countDown();
                }
            });
        }
        long began = System.nanoTime();
        go.countDown();
        done.await();
        return (System.nanoTime() - began) / 1e9;
    }

    private void agent(Fleet fleet, String machine, Path source) throws IOException {
        long began = System.nanoTime();
        Path cache = Files.createDirectories(work.resolve("machines").resolve(machine));
        RemoteRepository remote = Ground.remote(Ground.transport(fleet.server(), fleet.token(machine)), cache);
        RepositoryConfig config = remote.files().read(RepositoryConfig.FILE_NAME).map(RepositoryConfig::decode).orElseThrow();
        Repository.Parts parts = new Repository.Parts(
                config,
                new PlainKeyRing(config.id()),
                remote.files(),
                remote.metadata(),
                remote.chunks(),
                SessionOwner.UNKNOWN,
                Clock.system(),
                Entropy.system());
        try (Repository repository = new Repository(parts)) {
            BackupReport report = new Backup(repository, FileSystems.best(), request(machine, source), (path, cause) ->
                    errors.add(machine + " cannot read " + path + ": " + cause))
                    .run();
            if (report.snapshot().isEmpty() || report.totals().files() != COMMON_FILES + OWN_FILES) {
                errors.add(machine + " made a snapshot of " + report.totals().files() + " files");
            }
        }
        longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
    }

    private static BackupRequest request(String machine, Path source) {
        ScanRules everything = new ScanRules(
                PathRules.everything(), ScanRules.Mounts.ENTER, ScanRules.Caches.TAKE, SizeLimit.NONE, ScanRules.Change.FULL);
        return new BackupRequest(
                new BackupRequest.Sources.Paths(List.of(RawPath.of(RawPath.ROOT, source.toString()))),
                new BackupRequest.Identity(new Timestamp(System.currentTimeMillis() / 1000, 0), machine, "bench", List.of()),
                everything,
                new BackupRequest.Parent.None(),
                BackupRequest.Effect.STORE);
    }
}
