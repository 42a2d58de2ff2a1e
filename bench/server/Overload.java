package server;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Overloads a server and looks at how much of what it can do it still does; once with load shedding, once without. */
final class Overload {
    private static final String HELP = """
            Usage: bench/server/overload [OPTION]...
            Overload a server and measure what it still does: at twice and ten times of what it can, and after that.

              --seconds N      how long each overload lasts (default 20)
              --peak N         take so many requests a second as its peak instead of finding it out
              --width N        clients of the closed loop that looks for the peak (default 16)
              --facts N        chunks in the repository (default 400000)
              --only MODE      shedding or control alone (default: first one, then the other)
              --work DIR       where the server keeps its data (default ${TMPDIR:-/var/tmp}/holdfast-overload); removed at the end
              --markdown FILE  write the table; in docs/benchmarks.md only that is replaced

            Exit codes: 0 goals reached and the control run misses them, 1 not so, 2 wrong usage, 3 the load could not keep its own schedule.
            """;
    private static final long DEADLINE_MILLIS = 1_000;
    private static final double LONGEST_LAG_MILLIS = 25;
    private static final double REST_SECONDS = 15;
    private static final int BEAT_SECONDS = 5;
    private static final int MOST_ROUNDS = 12;
    private static final double[] STEPS = {0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5};

    private final Given given;
    private final Tables tables = new Tables("overload");
    private boolean kept = true;

    /** What was said on the command line. */
    private record Given(double seconds, double peak, int width, int facts, String only, Path work, Optional<Path> markdown) {}

    /** What came of one mode. */
    private record Outcome(double peak, List<Phase> phases, double recovery) {}

    /** What came of one phase. */
    private record Phase(String name, double seconds, double cpuSeconds, Tally tally) {
        double goodput() {
            return tally.goodCount() / seconds;
        }
    }

    private Overload(Given given) {
        this.given = given;
    }

    public static void main(String[] arguments) throws IOException {
        Given given;
        try {
            given = parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(2);
            return;
        }
        System.exit(new Overload(given).run());
    }

    private static Given parse(String[] arguments) {
        double seconds = 20;
        double peak = 0;
        int width = 16;
        int facts = 400_000;
        String only = "";
        Path work = Path.of(Optional.ofNullable(System.getenv("TMPDIR")).orElse("/var/tmp")).resolve("holdfast-overload");
        Optional<Path> markdown = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--help")) {
                System.out.print(HELP);
                System.exit(0);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("bench/server/overload takes options with a value each");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--peak" -> peak = Double.parseDouble(value);
                case "--width" -> width = Integer.parseInt(value);
                case "--facts" -> facts = Integer.parseInt(value);
                case "--only" -> only = value;
                case "--work" -> work = Path.of(value);
                case "--markdown" -> markdown = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new Given(seconds, peak, width, facts, only, work, markdown);
    }

    private int run() throws IOException {
        tables.add("Made by `bench/server/overload%s`.", given.seconds() == 20 ? "" : " --seconds " + (long) given.seconds());
        tables.add("");
        tables.machine();
        tables.add("- requests: %s", mixture());
        tables.add("");
        Optional<Outcome> shedding = Optional.empty();
        Optional<Outcome> control = Optional.empty();
        if (!given.only().equals("control")) {
            shedding = Optional.of(mode(Excess.TURNED_AWAY, given.peak()));
        }
        if (!given.only().equals("shedding")) {
            control = Optional.of(mode(Excess.LET_IN, shedding.map(Outcome::peak).orElse(given.peak())));
        }
        if (!kept) {
            System.err.printf("the load did not keep its own schedule (see lag): these figures are worth nothing, nothing is written%n");
            return 3;
        }
        report(shedding, control);
        if (given.markdown().isPresent()) {
            tables.write(given.markdown().get());
        }
        return shedding.map(Overload::reached).orElse(true) && !control.map(Overload::reached).orElse(false) ? 0 : 1;
    }

    private static String mixture() {
        List<String> kinds = new ArrayList<>();
        for (Shot.Kind kind : Shot.Kind.values()) {
            kinds.add(kind.percent() + " % " + kind.title());
        }
        return String.join("; ", kinds);
    }

    /** What the server does with those for whom it has no time. */
    private enum Excess {
        TURNED_AWAY,
        LET_IN
    }

    private Outcome mode(Excess excess, double knownPeak) throws IOException {
        ServerProcess.remove(given.work());
        List<String> options =
                switch (excess) {
                    case TURNED_AWAY -> List.of();
                    case LET_IN -> List.of("--no-load-shedding");
                };
        System.out.printf("# holdfast server %s%n", String.join(" ", options));
        try (ServerProcess server = ServerProcess.start(given.work(), List.of("taskset", "-c", "0"), options);
                Ground ground = Ground.prepare(server, Files.createDirectories(given.work().resolve("cache")))) {
            SessionId session = ground.open();
            CountDownLatch end = new CountDownLatch(1);
            Thread beat = Thread.ofVirtual().start(() -> beat(ground, session, end));
            try {
                ground.fill(session, given.facts());
                Mix mix = new Mix(ground, session);
                try (Load load = new Load(server.port(), mix, DEADLINE_MILLIS)) {
                    return phases(server, load, mix, excess, knownPeak);
                }
            } finally {
                end.countDown();
                beat.interrupt();
            }
        } finally {
            ServerProcess.remove(given.work());
        }
    }

    /** Keeps the session of the load alive, as an agent does beside its questions. */
    private static void beat(Ground ground, SessionId session, CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                if (!end.await(BEAT_SECONDS, TimeUnit.SECONDS)) {
                    ground.remote().metadata().heartbeat(session);
                }
            } catch (HoldfastException e) {
                if (end.getCount() > 0) {
                    System.out.println("no heartbeat came through: " + e.getMessage());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Outcome phases(ServerProcess server, Load load, Mix mix, Excess excess, double knownPeak) throws IOException {
        List<Phase> phases = new ArrayList<>();
        Consumer<Phase> done = phase -> {
            phases.add(phase);
            show(phase);
        };
        mix.prepareUploads(1_500);
        double warm = warmUp(server, load, mix);
        if (excess == Excess.TURNED_AWAY) {
            // Turning away has to be compiled too, and what is served meanwhile is compiled better.
            show(open(server, load, "warming up, 8 ×", 8 * warm, 20));
            load.settle();
            warmUp(server, load, mix);
        }
        double peak = knownPeak > 0 ? knownPeak : findPeak(server, load, mix);
        // Uploads that are refused or never sent are used again; what is carried out or given up under way is not.
        mix.prepareUploads(uploads(peak * (3 * given.seconds() + REST_SECONDS + 50)));
        load.settle();
        // A while of what it is made for, so that both modes begin alike.
        done.accept(counted(server, load, "0.5 × before", 0.5 * peak, 5));
        done.accept(counted(server, load, "2 × peak", 2 * peak, given.seconds()));
        done.accept(counted(server, load, "10 × peak", 10 * peak, given.seconds()));
        Phase after = counted(server, load, "0.5 × after", 0.5 * peak, REST_SECONDS);
        done.accept(after);
        load.settle();
        if (!server.isAlive()) {
            System.out.println("server: its process ended");
            return new Outcome(peak, phases, -1);
        }
        System.out.printf(
                "server: peak memory %.0f MB, %.0f s of processor time; %d uploads were replaced by reads%s%n",
                server.peakBytes() / 1e6, server.cpuSeconds(), mix.replaced(), mix.stranger().isEmpty() ? "" : "; " + mix.stranger());
        double best = phases.stream().mapToDouble(Phase::goodput).reduce(peak, Math::max);
        return new Outcome(best, phases, after.tally().recoverySeconds(0.95));
    }

    /** Until Java has compiled what is used: until a round is hardly better than the best before it. */
    private double warmUp(ServerProcess server, Load load, Mix mix) throws IOException {
        double best = 0;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            double goodput = closed(server, load, "warming up", 5).goodput();
            if (round > 2 && goodput < 1.05 * best) {
                return best;
            }
            best = Math.max(best, goodput);
            mix.prepareUploads(uploads(best * 6));
        }
        return best;
    }

    private static int uploads(double requests) {
        return (int) (requests * Shot.Kind.UPLOAD.percent() / 100 * 1.1) + 200;
    }

    private double findPeak(ServerProcess server, Load load, Mix mix) throws IOException {
        double closed = closed(server, load, "closed loop", 8).goodput();
        double peak = closed;
        for (double step : STEPS) {
            mix.prepareUploads(uploads(closed * step * 6));
            Phase phase = counted(server, load, String.format("open loop, %.1f ×", step), closed * step, 6);
            show(phase);
            load.settle();
            peak = Math.max(peak, phase.goodput());
            if (phase.goodput() < 0.8 * closed * step) {
                break;
            }
        }
        System.out.printf("peak: %.0f requests/s (closed loop of %d: %.0f)%n", peak, given.width(), closed);
        return peak;
    }

    private Phase closed(ServerProcess server, Load load, String name, double seconds) throws IOException {
        double before = server.cpuSeconds();
        Tally tally = load.closed(given.width(), seconds);
        Phase phase = new Phase(name, seconds, server.cpuSeconds() - before, tally);
        load.settle();
        show(phase);
        return phase;
    }

    /** An open loop that counts, so that it has to keep its schedule. */
    private Phase counted(ServerProcess server, Load load, String name, double perSecond, double seconds) throws IOException {
        Phase phase = open(server, load, name, perSecond, seconds);
        kept &= phase.tally().lagMillis(0.99) <= LONGEST_LAG_MILLIS;
        return phase;
    }

    private Phase open(ServerProcess server, Load load, String name, double perSecond, double seconds) throws IOException {
        double before = server.cpuSeconds();
        Tally tally = load.open(perSecond, seconds);
        return new Phase(name, seconds, server.cpuSeconds() - before, tally);
    }

    private static void show(Phase phase) {
        Tally tally = phase.tally();
        System.out.printf(
                "%-18s server %3.0f %%  offered %7.0f/s  good %6.0f/s (p50 %4.0f ms, p99 %4.0f ms)  refused %6.0f/s  late %6.0f/s  broken %5.0f/s  wrong %4.0f/s"
                        + "  lag p99 %.1f ms, most %.1f ms%n",
                phase.name(),
                100 * phase.cpuSeconds() / phase.seconds(),
                tally.offeredCount() / phase.seconds(),
                phase.goodput(),
                tally.latencyMillis(0.5),
                tally.latencyMillis(0.99),
                tally.refusals() / phase.seconds(),
                tally.lateCount() / phase.seconds(),
                tally.brokenCount() / phase.seconds(),
                tally.wrongCount() / phase.seconds(),
                tally.lagMillis(0.99),
                tally.lagMillis(1));
    }

    private void report(Optional<Outcome> shedding, Optional<Outcome> control) {
        tables.add("| | offered/s | good/s | of peak | goal | median · 99 % | refused/s | late/s | broken/s |");
        tables.add("|---|---|---|---|---|---|---|---|---|");
        shedding.ifPresent(outcome -> rows("shedding", outcome));
        control.ifPresent(outcome -> rows("control", outcome));
        tables.add("");
        shedding.ifPresent(outcome -> verdict("With load shedding", outcome));
        control.ifPresent(outcome -> verdict("Control run with `--no-load-shedding`", outcome));
        tables.add("The load lagged behind its own schedule by at most %.1f ms in 99 of 100 requests of any phase.", worstLag(shedding, control));
    }

    private static double worstLag(Optional<Outcome> one, Optional<Outcome> other) {
        return java.util.stream.Stream.of(one, other)
                .flatMap(Optional::stream)
                .flatMap(outcome -> outcome.phases().stream())
                .mapToDouble(phase -> phase.tally().lagMillis(0.99))
                .max()
                .orElse(0);
    }

    private void rows(String mode, Outcome outcome) {
        for (Phase phase : outcome.phases()) {
            Tally tally = phase.tally();
            double goal = goal(phase);
            double share = phase.goodput() / outcome.peak();
            tables.add(
                    "| %s, %s | %.0f | %.0f | %.2f | %s | %.0f ms · %.0f ms | %.0f | %.0f | %.0f |",
                    mode,
                    phase.name(),
                    tally.offeredCount() / phase.seconds(),
                    phase.goodput(),
                    share,
                    goal == 0 ? "–" : String.format("≥ %.1f: %s", goal, share >= goal ? "yes" : "**no**"),
                    tally.latencyMillis(0.5),
                    tally.latencyMillis(0.99),
                    tally.refusals() / phase.seconds(),
                    tally.lateCount() / phase.seconds(),
                    tally.brokenCount() / phase.seconds());
        }
    }

    private static double goal(Phase phase) {
        return switch (phase.name()) {
            case "2 × peak" -> 0.9;
            case "10 × peak" -> 0.8;
            default -> 0;
        };
    }

    private void verdict(String mode, Outcome outcome) {
        String recovery = outcome.recovery() < 0
                ? String.format("not within %.0f s", REST_SECONDS)
                : String.format("after %.1f s", outcome.recovery());
        tables.add(
                "%s: peak %.0f requests/s; after the load has dropped to half of that, 0.95 of it is answered well again %s (goal: 10 s). %s",
                mode, outcome.peak(), recovery, reached(outcome) ? "All goals are reached." : "Goals are missed.");
        tables.add("");
    }

    private static boolean reached(Outcome outcome) {
        boolean recovered = outcome.recovery() >= 0 && outcome.recovery() <= 10;
        return recovered && outcome.phases().stream().allMatch(phase -> phase.goodput() / outcome.peak() >= goal(phase));
    }
}
