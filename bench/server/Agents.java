package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many agents at one server: the same new data at once, a holder of claims that dies, many at once, and what the filter spares. */
final class Agents {
    private static final String HELP = """
            Usage: bench/server/agents [OPTION]...
            Measure what it takes when many agents back up to one server at once.

              --agents N       how many (default 10). Up to 20 each is a process of its own and all back up the same new data, once
                               optimistic and once with --claim; then one dies that holds claims. More are agents within this
                               process, each with connections and a session of its own, and back up small trees
              --size MB        size of the data that all have in common (default 256)
              --filter         measure instead what the agent's filter spares, on 20,000 small files
              --work DIR       a directory on a disk (default ${TMPDIR:-/var/tmp}/holdfast-agents); removed at the end
              --markdown FILE  write the table; in docs/benchmarks.md only that is replaced

            Exit codes: 0 done, 1 an agent failed or the repository is not sound, 2 wrong usage.
            """;
    private static final int MOST_PROCESSES = 20;
    private static final int FILE_BYTES = 1 << 20;

    private final int agents;
    private final int megabytes;
    private final Path work;
    private Tables tables = new Tables("agents");

    private Agents(int agents, int megabytes, Path work) {
        this.agents = agents;
        this.megabytes = megabytes;
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        int agents = 10;
        int megabytes = 256;
        boolean filter = false;
        Path work = Path.of(Optional.ofNullable(System.getenv("TMPDIR")).orElse("/var/tmp")).resolve("holdfast-agents");
        Optional<Path> markdown = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--agents" -> agents = Integer.parseInt(arguments[++i]);
                case "--size" -> megabytes = Integer.parseInt(arguments[++i]);
                case "--filter" -> filter = true;
                case "--work" -> work = Path.of(arguments[++i]);
                case "--markdown" -> markdown = Optional.of(Path.of(arguments[++i]));
                default -> {
                    System.out.print(HELP);
                    System.exit(arguments[i].equals("--help") ? 0 : 2);
                }
            }
        }
        Agents bench = new Agents(agents, megabytes, work);
        int code = bench.run(filter, String.join(" ", arguments).replaceAll("\\s*--(work|markdown) \\S+", ""));
        if (code == 0 && markdown.isPresent()) {
            bench.tables.write(markdown.get());
        }
        System.exit(code);
    }

    private int run(boolean filter, String call) throws Exception {
        tables = new Tables(filter ? "filter" : agents > MOST_PROCESSES ? "many-agents" : "agents");
        tables.add("Made by `bench/server/agents%s`.", call.isEmpty() ? "" : " " + call.strip());
        tables.add("");
        ServerProcess.remove(work);
        try {
            if (filter) {
                new FilterSavings(tables, work).run();
            } else if (agents > MOST_PROCESSES) {
                return new ManyAgents(tables, work, agents).run();
            } else {
                sameData();
                new DeadHolder(tables, work).run();
            }
            return 0;
        } finally {
            ServerProcess.remove(work);
        }
    }

    private void sameData() throws IOException, InterruptedException {
        Path source = Files.createDirectories(work.resolve("source"));
        Fleet.files(source, 1, megabytes, FILE_BYTES);
        double once = alone(source);
        tables.add("%d processes of `holdfast backup`, %d MB of new data that all of them have; one copy takes %.1f MB.", agents, megabytes, once / 1e6);
        tables.add("");
        tables.add("| | optimistic | `--claim` |");
        tables.add("|---|---|---|");
        Together optimistic = together(source, List.of());
        Together claimed = together(source, List.of("--claim"));
        row("from the first start to the last end", optimistic.seconds(), claimed.seconds(), "%.1f s");
        row("throughput, of what all have", agents * megabytes / optimistic.seconds(), agents * megabytes / claimed.seconds(), "%.0f MB/s");
        row("bytes that more than one agent sent", optimistic.sent() - once, claimed.sent() - once, "%.0f", 1e6, " MB");
        row("the same, of one copy", 100 * (optimistic.sent() / once - 1), 100 * (claimed.sent() / once - 1), "%.1f %%");
        row("bytes stored", optimistic.stored(), claimed.stored(), "%.1f", 1e6, " MB");
        row("the same, to one copy", optimistic.stored() / once, claimed.stored() / once, "%.3f");
        row("an agent waited for others, on average", optimistic.waited(), claimed.waited(), "%.1f s");
        row("server's peak memory", optimistic.peak(), claimed.peak(), "%.0f", 1e6, " MB");
        tables.add("");
        ServerProcess.remove(source);
    }

    private void row(String what, double one, double other, String pattern) {
        tables.add("| " + what + " | " + pattern + " | " + pattern + " |", one, other);
    }

    private void row(String what, double one, double other, String pattern, double unit, String name) {
        row(what, one / unit, other / unit, pattern + name);
    }

    /** What a single agent stores of the same data. */
    private double alone(Path source) throws IOException, InterruptedException {
        try (Fleet fleet = Fleet.start(work, List.of())) {
            AgentRun.backup(fleet, "alone", source, List.of()).await();
            return fleet.storage().packBytes();
        }
    }

    /** What came of all of them together; {@code waited} is for one agent and one of its workers. */
    private record Together(double seconds, double sent, double stored, double waited, double peak) {}

    private Together together(Path source, List<String> options) throws IOException, InterruptedException {
        try (Fleet fleet = Fleet.start(work, List.of())) {
            for (int i = 0; i < agents; i++) {
                fleet.token("machine" + i);
            }
            long began = System.nanoTime();
            List<AgentRun> runs = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                runs.add(AgentRun.backup(fleet, "machine" + i, source, options));
            }
            double sent = 0;
            double waited = 0;
            for (AgentRun run : runs) {
                AgentRun.Summary summary = run.await();
                sent += summary.number("stored_bytes");
                waited += summary.number("waited_seconds");
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            int workers = Runtime.getRuntime().availableProcessors();
            var together = new Together(
                    seconds, sent, fleet.storage().packBytes(), waited / agents / workers, fleet.server().peakBytes());
            fleet.check();
            return together;
        }
    }
}
