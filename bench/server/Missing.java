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
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Fills a tenant's rows with facts through the store and asks about them as the server does: a batch is decoded, answered and encoded again.
 * Speed is given for a second of this thread's processor time, which is what one core does when nobody else is there.
 */
final class Missing {
    private static final String HELP = """
            bench/server/missing [--facts N] [--seconds N] [--work DIR] [--keep]
              --facts N     fingerprints in the repository (default 1000000)
              --seconds N   how long each kind of question is asked (default 10)
              --work DIR    where the repository is made; used again if it is there and has as many facts
              --keep        leave it there
            """;
    private static final int PACK_CHUNKS = 8192;
    private static final int SEGMENT_CHUNKS = 64;
    private static final TenantName TENANT = new TenantName("bench");

    private final long facts;
    private final int seconds;
    private final Path work;

    private Missing(long facts, int seconds, Path work) {
        this.facts = facts;
        this.seconds = seconds;
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException {
        long facts = 1_000_000;
        int seconds = 10;
        Path work = Path.of(System.getProperty("java.io.tmpdir")).resolve("holdfast-missing");
        boolean keep = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--facts" -> facts = Long.parseLong(arguments[++i]);
                case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                case "--work" -> work = Path.of(arguments[++i]);
                case "--keep" -> keep = true;
                default -> {
                    System.out.print(HELP);
                    return;
                }
            }
        }
        Missing bench = new Missing(facts, seconds, work);
        bench.fill();
        bench.build();
        bench.ask();
        System.out.printf("peak memory of the process        %,12d KiB%n", peakKibibytes());
        if (!keep) {
            remove(work);
        }
    }

    /** The fingerprint with a number: the same number always makes the same one. */
    private static Fingerprint chunk(long number) {
        SplittableRandom random = new SplittableRandom(number);
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
            if (there >= facts) {
                return;
            }
            if (repository.config().isEmpty()) {
                repository.files().create(RepositoryConfig.FILE_NAME, config().encode());
            }
            long before = System.nanoTime();
            MetadataService service = repository.service();
            SessionId session = service.open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
            for (long from = there; from < facts; from += PACK_CHUNKS) {
                PackId pack = service.allocate(session, PackKind.DATA);
                service.seal(pack, 32 << 20, Digest.of(chunk(from).toBytes()), contents(from, Math.min(facts, from + PACK_CHUNKS)));
            }
            report("facts written", facts - there, System.nanoTime() - before);
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

    private static PackContents contents(long from, long to) {
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

    /** Makes the filter from the facts, as after a collection. */
    private void build() {
        try (TenantRepositories repositories = open()) {
            TenantRepository repository = repositories.of(TENANT);
            long before = System.nanoTime();
            repository.collected();
            report("facts into a new filter", facts, System.nanoTime() - before);
        }
    }

    private void ask() {
        long before = System.nanoTime();
        try (TenantRepositories repositories = open()) {
            TenantRepository repository = repositories.of(TENANT);
            var filter = repository.filter().current().orElseThrow().filter();
            System.out.printf("opened with the saved filter in   %,12d ms%n", (System.nanoTime() - before) / 1_000_000);
            System.out.printf(
                    "filter                            %,12d bytes, errs in %.4f %% %n", filter.sizeBytes(), filter.falsePositiveRate() * 100);
            SessionId session = repository.service().open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
            ask(repository, session, "questions about new chunks", facts, Long.MAX_VALUE / 2, true);
            ask(repository, session, "questions about known chunks", 0, facts, false);
            repository.service().abandon(session);
        }
    }

    private void ask(TenantRepository repository, SessionId session, String what, long from, long to, boolean expected) {
        SplittableRandom random = new SplittableRandom(from + 1);
        long cpu = 0;
        long wall = 0;
        long asked = 0;
        long warm = System.nanoTime() + 3_000_000_000L;
        while (wall < seconds * 1_000_000_000L) {
            List<Fingerprint> batch = new ArrayList<>(MetadataService.MAX_BATCH);
            for (int i = 0; i < MetadataService.MAX_BATCH; i++) {
                batch.add(chunk(random.nextLong(from, to)));
            }
            byte[] body = FingerprintList.encode(batch);
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            List<Fingerprint> decoded = FingerprintList.decode(body, MetadataService.MAX_BATCH);
            BitSet missing = repository.service().missing(session, decoded);
            byte[] answer = BitList.encode(missing, decoded.size());
            if (BitList.decode(answer, batch.size()).cardinality() != (expected ? batch.size() : 0)) {
                throw new AssertionError("a wrong answer");
            }
            if (System.nanoTime() > warm) {
                wall += System.nanoTime() - wallBefore;
                cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
                asked += batch.size();
            }
        }
        report(what + " (processor time)", asked, cpu);
        report(what + " (elapsed)", asked, wall);
    }

    private static void report(String what, long count, long nanos) {
        System.out.printf("%-45s %,12d/s%n", what, (long) (count / (nanos / 1e9)));
    }

    private static long peakKibibytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
