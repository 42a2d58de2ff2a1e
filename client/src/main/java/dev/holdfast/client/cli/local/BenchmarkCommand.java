package dev.holdfast.client.cli.local;

import dev.holdfast.client.benchmark.BenchmarkRequest;
import dev.holdfast.client.benchmark.BenchmarkRequest.Input;
import dev.holdfast.client.benchmark.BenchmarkResult;
import dev.holdfast.client.benchmark.EngineBenchmark;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Sizes;
import java.util.List;
import java.util.Optional;

/** {@code holdfast benchmark}. */
public final class BenchmarkCommand implements Command {
    private static final long USUAL_BYTES = 64L << 20;
    private static final int USUAL_ROUNDS = 3;

    private static final Option SIZE = Option.one("--size", "SIZE", "how much of each kind of content to use (default: 64M)");
    private static final Option ROUNDS = Option.one("--rounds", "N", "measure each speed so often, the best counts (default: 3)");
    private static final Option SEED = Option.one("--seed", "N", "make other content and edits");

    private volatile Step step = new Step("", 0, 0);

    private record Step(String name, int done, int of) {}

    @Override
    public Syntax syntax() {
        return Syntax.of("benchmark", "compare cutters, hashes, compression and sealing on this machine", Syntax.Needs.NOTHING)
                .describe("Measures each part of the engine on one core, in memory, with generated content or the files of a directory, and how "
                        + "much each way of cutting stores anew after edits. Takes some minutes; touches no repository.")
                .options(SIZE, ROUNDS, SEED)
                .operands(Operands.between(0, 1, "[DIR]"))
                .example("holdfast benchmark", "with generated content")
                .example("holdfast benchmark --size 500M /srv/images", "which chunk size suits these files")
                .exits(ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        BenchmarkRequest request = request(invocation);
        List<BenchmarkResult> results;
        try (Progress progress = new Progress(invocation.console(), invocation.clock(), this::view)) {
            results = new EngineBenchmark(invocation.clock()).run(request, (name, done, of) -> step = new Step(name, done, of));
        }
        BenchmarkOutput.print(invocation.console(), results);
        return ExitCode.COMPLETE;
    }

    private ProgressView view() {
        Step now = step;
        String items = Figures.count(now.done) + " of " + Figures.count(now.of, "step", "steps");
        return new ProgressView(items, 0, 0, 0, now.name, json -> json.field("done", now.done).field("total", now.of));
    }

    private static BenchmarkRequest request(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        long bytes = arguments.text(SIZE).map(Sizes::parse).orElse(USUAL_BYTES);
        if (bytes < BenchmarkRequest.MIN_BYTES) {
            throw Usage.error("benchmark", "--size is at least 1M");
        }
        long seed = arguments.text(SEED).map(text -> number(SEED, text, 0)).orElse(1L);
        long rounds = arguments.text(ROUNDS).map(text -> number(ROUNDS, text, 1)).orElse((long) USUAL_ROUNDS);
        Optional<String> directory = arguments.operand(0);
        Input input = directory.isPresent()
                ? new Input.Folder(invocation.path(directory.get()), seed)
                : new Input.Generated(seed);
        return new BenchmarkRequest(input, bytes, Math.toIntExact(rounds));
    }

    private static long number(Option option, String text, long least) {
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < least) {
            throw Usage.error("benchmark", option.name() + " takes a number from " + least + " on, not '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
