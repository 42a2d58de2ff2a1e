package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Program;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A run of the packaged program under strace.
 *
 * @param outcome how it ended
 * @param calls its calls on the watched directory
 * @param happened whether the fault happened there
 */
record Traced(Outcome outcome, List<Call> calls, boolean happened) {
    /** Long enough for the reader of the trace to end the process before it goes on. */
    private static final int HOLD_MICROS = 4000;

    /** Runs the command with what happens to it; {@code watched} is the directory whose calls count. */
    static Traced run(Sandbox sandbox, List<String> words, Path watched, Fault fault) {
        return run(sandbox, words, watched, fault, started -> {});
    }

    /** The same, with somebody who is told the command's process as soon as it runs. */
    static Traced run(Sandbox sandbox, List<String> words, Path watched, Fault fault, Consumer<ProcessHandle> starting) {
        Path fifo = sandbox.path("trace");
        Trees.tool("rm", "-f", fifo.toString());
        Trees.tool("mkfifo", fifo.toString());
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "0", "-o", fifo.toString()));
        command.addAll(List.of("-e", "trace=execve," + String.join(",", Call.NAMES), "-e", "signal=none"));
        command.addAll(injection(fault));
        command.add(Program.launcher().toString());
        command.addAll(words);
        Processes.Running running = Processes.start(sandbox.path("."), sandbox.environment(), command);
        List<Call> calls = follow(fifo, watched, fault instanceof Fault.Kill kill ? kill.count() : Integer.MAX_VALUE, starting);
        Outcome outcome = running.await();
        boolean happened = switch (fault) {
            case Fault.None none -> true;
            case Fault.Kill kill -> calls.size() >= kill.count() && outcome.code() == 137;
            case Fault.Fail fail -> calls.stream().anyMatch(Call::isInjected);
        };
        return new Traced(outcome, calls, happened);
    }

    private static List<String> injection(Fault fault) {
        return switch (fault) {
            case Fault.None none -> List.of();
            case Fault.Kill kill -> List.of("-e", "inject=" + String.join(",", Call.NAMES) + ":delay_exit=" + HOLD_MICROS);
            case Fault.Fail fail -> List.of(
                    "-e",
                    "inject=" + fail.call() + ":error=" + fail.error() + ":when=" + fail.ordinal()
                            + (fail.lasting() == Fault.Lasting.FROM_THEN_ON ? "+" : ""));
        };
    }

    /** Reads the trace to its end, and ends the process when it has made so many calls. */
    private static List<Call> follow(Path fifo, Path watched, int killAfter, Consumer<ProcessHandle> starting) {
        List<Call> calls = new ArrayList<>();
        // Not decoded as UTF-8, which could fail on a name.
        try (BufferedReader lines = Files.newBufferedReader(fifo, StandardCharsets.ISO_8859_1)) {
            String line = lines.readLine();
            assertEquals(true, line != null, "strace traced nothing");
            // The launcher becomes Java without changing its number.
            Optional<ProcessHandle> process = line == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0]));
            process.ifPresent(starting);
            for (; line != null; line = lines.readLine()) {
                Optional<Call> call = Call.parse(line).filter(found -> found.isBelow(watched.toString()));
                call.ifPresent(calls::add);
                if (call.isPresent() && calls.size() == killAfter) {
                    process.orElseThrow().destroyForcibly();
                }
            }
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
