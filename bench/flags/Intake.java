import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lets programs report to a server as fast as it takes their events, and compares the results with what it acknowledged.
 *
 * <p>Arguments: the server's address, process and data directory; a token for programs; for how many seconds, by how many programs at once, how many
 * events in a batch, how many metric events for each exposure.
 */
final class Intake {
    /** From when a unit is reported until it counts: the window of a minute, and ten minutes for what is late, of which the reported times take away ten. */
    static final Duration UNTIL_DUE = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double LIMIT_SECONDS = 5;

    private final URI server;
    private final Path data;
    private final String token;
    private final int seconds;
    private final int senders;
    private final int batch;
    private final int metrics;
    private final ServerProcess process;
    private final EventTables tables;

    /** The server before anything is reported. */
    private record Before(long liveMegabytes, long residentMegabytes, double cpuSeconds) {}

    private Intake(String[] arguments) {
        this.server = URI.create(arguments[0]);
        this.process = new ServerProcess(Long.parseLong(arguments[1]));
        this.data = Path.of(arguments[2]);
        this.token = arguments[3];
        this.seconds = Integer.parseInt(arguments[4]);
        this.senders = Integer.parseInt(arguments[5]);
        this.batch = Integer.parseInt(arguments[6]);
        this.metrics = Integer.parseInt(arguments[7]);
        this.tables = new EventTables(data.resolve("server.db"));
        if (senders < 1 || senders > 60 || batch < 1 || batch > 1_000 || metrics < 0) {
            throw new IllegalArgumentException("1 to 60 senders, 1 to 1000 events in a batch, no less than no metric event");
        }
    }

    public static void main(String[] arguments) throws Exception {
        new Intake(arguments).run();
    }

    private void run() throws Exception {
        EventTables.Limit limit = tables.limit(data.resolveSibling("limit.db"), batch, metrics, LIMIT_SECONDS);
        IntakeReport.say("- %d senders at once, batches of %d, %d metric events for each exposure", senders, batch, metrics);
        Before before = new Before(process.liveKilobytes() >> 10, process.residentKilobytes() >> 10, process.cpuSeconds());
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                ExecutorService threads = Executors.newCachedThreadPool();
                Watch watch = new Watch(client, server, Files.readString(data.resolve("admin-token")).strip(), process)) {
            Future<?> watching = threads.submit(watch);
            long start = System.nanoTime();
            List<Future<Reporter>> running = start(client, threads, start + seconds * 1_000_000_000L);
            // Before the first window ends: everything that was reported waits.
            Thread.sleep(Math.min(seconds, 30) * 1_000L);
            EventTables.Held events = tables.held("experiment_event");
            EventTables.Held units = tables.held("experiment_unit");
            List<Reporter> reporters = new ArrayList<>();
            for (Future<Reporter> one : running) {
                reporters.add(one.get());
            }
            double cpuSeconds = process.cpuSeconds() - before.cpuSeconds();
            IntakeReport report = new IntakeReport(reporters, watch);
            settle(watch, report.exposures());
            watch.close();
            watching.get();
            report.slices(start, seconds);
            report.totals(cpuSeconds);
            memory(before);
            disk(events, units);
            IntakeReport.say("| limit: SQLite on this disk alone, commits of one row a second | %,.0f |", limit.commits());
            IntakeReport.say("| limit: the same rows in the same tables and batches, events a second | %,.0f |", limit.events());
            report.check();
        }
    }

    private List<Future<Reporter>> start(HttpClient client, ExecutorService threads, long untilNanos) {
        Reporter.Load load = new Reporter.Load(client, server, token, untilNanos, batch, metrics);
        List<Future<Reporter>> running = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            running.add(threads.submit(new Reporter(load, i)));
        }
        return running;
    }

    /** Waits until all units count. */
    private static void settle(Watch watch, long exposures) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(UNTIL_DUE).plus(PATIENCE);
        while (watch.look() < exposures) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("of " + exposures + " units that were acknowledged only " + watch.look() + " count");
            }
            Thread.sleep(1_000);
        }
    }

    private void memory(Before before) throws IOException, InterruptedException {
        IntakeReport.say(
                "| memory before · highest · at the end | %d MB · %d MB · %d MB |",
                before.residentMegabytes(), process.peakKilobytes() >> 10, process.residentKilobytes() >> 10);
        IntakeReport.say("| live objects before · at the end | %d MB · %d MB |", before.liveMegabytes(), process.liveKilobytes() >> 10);
    }

    private void disk(EventTables.Held waiting, EventTables.Held units) throws SQLException, IOException {
        EventTables.Held settled = tables.held("experiment_unit");
        IntakeReport.say("| on the disk: a metric event that waits | %.0f bytes |", (double) waiting.bytes() / Math.max(1, waiting.rows()));
        IntakeReport.say("| a unit that waits · that counts | %.0f bytes · %.0f bytes |", (double) units.bytes() / units.rows(), (double) settled.bytes() / settled.rows());
        long file = Files.size(data.resolve("server.db")) + Files.size(data.resolve("server.db-wal"));
        IntakeReport.say("| metric events left · the server's database with its log | %,d · %d MB |", tables.held("experiment_event").rows(), file >> 20);
    }
}
