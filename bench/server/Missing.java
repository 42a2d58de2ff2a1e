package server;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.wire.BitList;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.server.repository.TenantRepositories;
import dev.holdfast.server.repository.TenantRepository;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import dev.holdfast.core.filter.BloomFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Fills a tenant's rows with facts through the store and asks about them as the server does: a batch is decoded, answered and encoded again.
 * Speed is given for a second of this thread's processor time, which is what one core does when nobody else is there.
 */
final class Missing {
    private static final String HELP = """
            bench/server/missing [--facts N] [--seconds N] [--work DIR] [--keep] [--markdown FILE]
              --facts N        fingerprints in the repository (default 1000000)
              --seconds N      how long each kind of question is asked (default 10)
              --work DIR       where the repository is made; used again if it is there and has as many facts. A million facts take
                               100 MB, and one process fills it and another one, as large as a server, asks
              --keep           leave it there
              --markdown FILE  write the table; in docs/benchmarks.md only that is replaced
            """;
    private static final int PACK_CHUNKS = 1 << 16;
    /** What many machines have in common, such as their system: some 30 GB. */
    private static final long COMMON = 500_000;
    private static final int SEGMENT_CHUNKS = 64;
    private static final int TRIALS = 1_000_000;
    private static final TenantName TENANT = new TenantName("bench");

    private final long facts;
    private final int seconds;
    private final Path work;
    private final Tables tables;

    private Missing(long facts, int seconds, Path work) {
        this.facts = facts;
        this.seconds = seconds;
        this.work = work;
        this.tables = new Tables(facts > 5_000_000 ? "missing-large" : "missing");
    }

    public static void main(String[] arguments) throws IOException {
        long facts = 1_000_000;
        int seconds = 10;
        Path work = Path.of(System.getProperty("java.io.tmpdir")).resolve("holdfast-missing");
        boolean keep = false;
        boolean fillOnly = false;
        Optional<Path> markdown = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--facts" -> facts = Long.parseLong(arguments[++i]);
                case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                case "--work" -> work = Path.of(arguments[++i]);
                case "--markdown" -> markdown = Optional.of(Path.of(arguments[++i]));
                case "--keep" -> keep = true;
                case "--fill-only" -> fillOnly = true;
                default -> {
                    System.out.print(HELP);
                    System.exit(arguments[i].equals("--help") ? 10 : 2);
                }
            }
        }
        Missing bench = new Missing(facts, seconds, work);
        if (fillOnly) {
            bench.fill();
            return;
        }
        bench.measure();
        if (markdown.isPresent()) {
            bench.tables.write(markdown.get());
        }
        if (!keep) {
            ServerProcess.remove(work);
        }
    }

    private void measure() throws IOException {
        tables.add("Made by `bench/server/missing --facts %d`.", facts);
        tables.add("");
        tables.machine();
        tables.add("");
        tables.add("| with %,d facts | |", facts);
        tables.add("|---|---|");
        ask();
    }

    /**
     * The fingerprint with a number: the same number always makes the same one. Higher numbers make higher ones, so that filling appends to
     * the table of facts; in random order fifty million take hours.
     */
    private Fingerprint chunk(long number) {
        byte[] bytes = new byte[Fingerprint.BYTES];
        new SplittableRandom(number).nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt((int) ((number << 32) / facts));
        return Fingerprint.read(bytes, 0);
    }

    /** A fingerprint that no fact has. */
    private static Fingerprint stranger(SplittableRandom random) {
        byte[] bytes = new byte[Fingerprint.BYTES];
        random.nextBytes(bytes);
        return Fingerprint.read(bytes, 0);
    }

    private TenantRepositories open() {
        Tenant tenant = new Tenant(TENANT, Instant.EPOCH, Tenant.Limits.NONE);
        Tenants tenants = new Tenants() {
            @Override
            public Optional<Tenant> find(TenantName name) {
                return Optional.of(tenant);
            }

            @Override
            public List<Tenant> list() {
                return List.of(tenant);
            }
        };
        return new TenantRepositories(work, tenants, Entropy.system(), Runnable::run);
    }

    private void fill() {
        try (TenantRepositories repositories = open()) {
            TenantRepository repository = repositories.of(TENANT);
            long there = repository.rows().statistics().facts();
            if (there == facts) {
                return;
            }
            if (there > facts) {
                throw new IllegalStateException(work + " was made for more facts: name another directory, or remove it");
            }
            if (repository.config().isEmpty()) {
                repository.files().create(RepositoryConfig.FILE_NAME, config().encode());
            }
            long before = System.nanoTime();
            MetadataService service = repository.service();
            SessionId session = service.open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
            for (long from = there; from < facts; from += PACK_CHUNKS) {
                service.heartbeat(session);
                PackId pack = service.allocate(session, PackKind.DATA);
                service.seal(pack, 32 << 20, Digest.of(chunk(from).toBytes()), contents(from, Math.min(facts, from + PACK_CHUNKS)));
            }
            repository.collected();
            System.out.printf("%,d facts written in %.0f s%n", facts - there, (System.nanoTime() - before) / 1e9);
        }
    }

    private static RepositoryConfig config() {
        return new RepositoryConfig(
                new RepositoryId(Entropy.system().id()),
                EncryptionMode.NONE,
                new CutterSettings(CutterAlgorithm.FASTCDC, 65536),
                1,
                32 << 20,
                Instant.EPOCH);
    }

    private PackContents contents(long from, long to) {
        List<Segment> segments = new ArrayList<>();
        long offset = 64;
        for (long first = from; first < to; first += SEGMENT_CHUNKS) {
            List<Fingerprint> chunks = new ArrayList<>(SEGMENT_CHUNKS);
            for (long number = first; number < Math.min(to, first + SEGMENT_CHUNKS); number++) {
                chunks.add(chunk(number));
            }
            segments.add(new Segment(offset, 200_000, chunks));
            offset += 200_000;
        }
        return new PackContents(segments, Map.of());
    }

    private void ask() throws IOException {
        long before = System.nanoTime();
        try (TenantRepositories repositories = open()) {
            TenantRepository repository = repositories.of(TENANT);
            BloomFilter filter = repository.filter().current().orElseThrow().filter();
            row("opened with the saved filter in", "%.0f ms", (System.nanoTime() - before) / 1e6);
            row("rows on the disk", "%.2f GB", bytesBelow(work) / 1e9);
            row("filter", "%.1f MB", filter.sizeBytes() / 1e6);
            row("filter errs, by its own account", "%.3f %%", filter.falsePositiveRate() * 100);
            row("filter errs, asked about " + TRIALS + " chunks that are not there", "%.3f %%", measuredErrors(filter) * 100);
            memory("opened");
            SessionId session = repository.service().open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
            SplittableRandom random = new SplittableRandom(1);
            ask(repository, session, "new chunks", true, () -> stranger(random));
            ask(repository, session, "known chunks", false, () -> chunk(random.nextLong(facts)));
            long common = Math.min(facts, COMMON);
            LongSupplier next = LongStream.iterate(0, number -> (number + 1) % common).iterator()::nextLong;
            ask(repository, session, "known chunks that machines have in common", false, () -> chunk(next.getAsLong()));
            repository.service().abandon(session);
        }
        row("peak memory of the process", "%.0f MB", Memory.peakBytes(ProcessHandle.current().pid()) / 1e6);
    }

    private static double measuredErrors(BloomFilter filter) {
        SplittableRandom random = new SplittableRandom(99);
        int wrong = 0;
        for (int i = 0; i < TRIALS; i++) {
            if (filter.mayContain(BloomFilter.key(stranger(random)))) {
                wrong++;
            }
        }
        return wrong / (double) TRIALS;
    }

    private static long bytesBelow(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private void memory(String when) throws IOException {
        System.gc();
        Runtime java = Runtime.getRuntime();
        row("memory when " + when + " · of which live heap", "%.0f MB · %.0f MB",
                Memory.residentBytes(ProcessHandle.current().pid()) / 1e6, (java.totalMemory() - java.freeMemory()) / 1e6);
    }

    private void row(String what, String pattern, Object... values) {
        tables.add("| " + what.replace("%", "%%") + " | " + pattern + " |", values);
    }

    private void ask(TenantRepository repository, SessionId session, String what, boolean areMissing, Supplier<Fingerprint> chunks)
            throws IOException {
        long cpu = 0;
        long wall = 0;
        long asked = 0;
        long warm = System.nanoTime() + 3_000_000_000L;
        for (long before = 0; wall < seconds * 1_000_000_000L; before += MetadataService.MAX_BATCH) {
            List<Fingerprint> batch = Stream.generate(chunks).limit(MetadataService.MAX_BATCH).toList();
            byte[] body = FingerprintList.encode(batch);
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            List<Fingerprint> decoded = FingerprintList.decode(body, MetadataService.MAX_BATCH);
            BitSet missing = repository.service().missing(session, decoded);
            byte[] answer = BitList.encode(missing, decoded.size());
            if (BitList.decode(answer, batch.size()).cardinality() != (areMissing ? batch.size() : 0)) {
                throw new AssertionError("a wrong answer");
            }
            if (System.nanoTime() > warm && before > COMMON) {
                wall += System.nanoTime() - wallBefore;
                cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
                asked += batch.size();
            }
        }
        row("questions about " + what + ", a second of processor time", "%,.0f", asked / (cpu / 1e9));
        row("questions about " + what + ", a second", "%,.0f", asked / (wall / 1e9));
        memory("asked for " + seconds + " s about " + what);
    }
}
