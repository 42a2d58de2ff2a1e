package dev.holdfast.client.benchmark;

import dev.holdfast.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares cutters, chunk sizes, hashes, compression levels and sealing on one core, in memory. Everything but the speeds is the same
 * in every run of the same request.
 */
public final class EngineBenchmark {
    private static final int[] LEVELS = {1, 2, 3, 6, 9};
    private static final int SMALLEST_AVERAGE_BYTES = 64 << 10;
    private static final int LARGEST_AVERAGE_BYTES = 2 << 20;

    private final Clock clock;

    public EngineBenchmark(Clock clock) {
        this.clock = clock;
    }

    /** A step with its name. */
    private record Step(String name, Supplier<List<? extends BenchmarkResult>> work) {}

    /**
     * Measures everything.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code PATH_NOT_FOUND} or {@code IO_FAILED} if the directory cannot be used
     */
    public List<BenchmarkResult> run(BenchmarkRequest request, BenchmarkListener listener) {
        List<Step> steps = steps(request);
        List<BenchmarkResult> results = new ArrayList<>();
        for (int done = 0; done < steps.size(); done++) {
            listener.measuring(steps.get(done).name(), done, steps.size());
            results.addAll(steps.get(done).work().get());
        }
        return results;
    }

    private List<Step> steps(BenchmarkRequest request) {
        List<Corpus> corpora = corpora(request);
        Corpus main = corpora.getFirst();
        Stopwatch stopwatch = new Stopwatch(clock, request.rounds());
        List<Step> steps = new ArrayList<>();
        for (Corpus corpus : corpora) {
            for (CutterComparison.Contestant contestant : CutterComparison.contestants()) {
                String name = "cutting " + corpus.name() + ": " + contestant.name() + " " + (contestant.averageBytes() >> 10) + " KiB";
                steps.add(new Step(name, () ->
                        List.of(new CutterComparison(stopwatch).measure(corpus, contestant, seed(request)))));
            }
        }
        for (int average = SMALLEST_AVERAGE_BYTES; average <= LARGEST_AVERAGE_BYTES; average *= 2) {
            int bytes = average;
            steps.add(new Step("the whole way in chunks of " + (average >> 10) + " KiB", () ->
                    List.of(new PipelineComparison(clock).measure(main, bytes, 1))));
        }
        steps.add(new Step("hashes", () -> new StageComparison(stopwatch, main).hashes()));
        for (int level : LEVELS) {
            steps.add(new Step("compression level " + level, () ->
                    List.of(new StageComparison(stopwatch, main).compression(main.name(), level))));
        }
        steps.add(new Step("sealing", () -> new StageComparison(stopwatch, main).sealing()));
        return steps;
    }

    private static List<Corpus> corpora(BenchmarkRequest request) {
        return switch (request.input()) {
            case BenchmarkRequest.Input.Folder folder -> List.of(FolderCorpus.of(folder.directory(), request.bytes()));
            case BenchmarkRequest.Input.Generated generated -> {
                List<Corpus> corpora = new ArrayList<>();
                for (GeneratedCorpus.Kind kind : GeneratedCorpus.Kind.values()) {
                    corpora.add(new GeneratedCorpus(kind, request.bytes(), generated.seed()));
                }
                yield corpora;
            }
        };
    }

    private static long seed(BenchmarkRequest request) {
        return switch (request.input()) {
            case BenchmarkRequest.Input.Folder folder -> folder.seed();
            case BenchmarkRequest.Input.Generated generated -> generated.seed();
        };
    }
}
