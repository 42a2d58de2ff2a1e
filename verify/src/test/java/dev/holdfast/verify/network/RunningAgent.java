package dev.holdfast.verify.network;

import dev.holdfast.client.cli.CommandLine;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.program.AllCommands;
import dev.holdfast.verify.program.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** {@code holdfast agent run} in this process, with a clock that the test owns. */
public final class RunningAgent implements AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final long LOOK_MILLIS = 100;

    private final Interruption interruption = new Interruption();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();

    private RunningAgent(Sandbox sandbox, Clock clock, List<String> words) {
        Surroundings.Streams streams = new Surroundings.Streams(new ByteArrayInputStream(new byte[0]), told, told);
        Surroundings surroundings =
                new Surroundings(sandbox.environment(), sandbox.path("."), streams, Terminal.NONE, clock, () -> ZoneOffset.UTC);
        Thread.ofPlatform().daemon().name("agent-run").start(() -> {
            try {
                end.complete(CommandLine.run(new AllCommands(), words, surroundings, interruption));
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
    }

    /** Starts it; {@code options} say where its configuration and state are. */
    public static RunningAgent start(Sandbox sandbox, Clock clock, List<String> options) {
        List<String> words = new ArrayList<>(List.of("agent", "run"));
        words.addAll(options);
        return new RunningAgent(sandbox, clock, words);
    }

    /** Waits until something is so, as long as the agent runs. */
    public void until(String what, BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError("never: " + what + "\n" + told.toString(StandardCharsets.UTF_8));
            }
            try {
                ExitCode code = end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                throw new AssertionError("the agent ended with " + code + "\n" + told.toString(StandardCharsets.UTF_8));
            } catch (TimeoutException e) {
                // It runs.
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What it has printed so far. */
    public String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        interruption.wish();
        try {
            end.join();
        } catch (CompletionException e) {
            throw new AssertionError(told.toString(StandardCharsets.UTF_8), e);
        }
    }
}
