package dev.holdfast.program;

import dev.holdfast.client.cli.CommandLine;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.syntax.ExitCode;
import java.util.List;

/** The entrance of the process: {@link #run} does the work and {@link #main} turns its result into the exit code. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        ShutdownWatch watch = ShutdownWatch.install(interruption);
        ExitCode code = run(RawArguments.recover(arguments), interruption);
        watch.finished();
        if (code != ExitCode.COMPLETE) {
            System.exit(code.number());
        }
        // Returning ends the process as well, and for less: an exit looks through all libraries for somebody who logs it.
    }

    /** Runs one command line as this process. */
    static ExitCode run(List<String> words, Interruption interruption) {
        return CommandLine.run(new AllCommands(), words, Surroundings.ofProcess(), interruption);
    }
}
