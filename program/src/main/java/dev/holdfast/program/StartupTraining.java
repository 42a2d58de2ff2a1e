package dev.holdfast.program;

import dev.holdfast.client.cli.invocation.Interruption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The training run behind the packaged start-up cache: runs the command lines on standard input one after the other in this process,
 * because Java learns for the cache from one process only. Started by {@code bin/optimize} and of no other use.
 */
final class StartupTraining {
    private StartupTraining() {}

    public static void main(String[] arguments) throws IOException {
        // The way into the program is part of every start.
        Interruption interruption = new Interruption();
        ShutdownWatch.install(interruption).finished();
        RawArguments.recover(arguments);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words = List.of(line.strip().split(" +", -1));
            int exitCode = Main.run(words, interruption).number();
            System.err.println(line + " -> exit code " + exitCode);
        }
    }
}
