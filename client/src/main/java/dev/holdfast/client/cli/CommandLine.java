package dev.holdfast.client.cli;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.CommandSet;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.invocation.Version;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Console.Settings;
import dev.holdfast.client.cli.output.Verbosity;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Help;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Overview;
import dev.holdfast.client.cli.syntax.Parser;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.List;

/** The command line: finds the command that is meant and runs it. */
public final class CommandLine {
    private CommandLine() {}

    /** Runs one command line to its end, whatever happens. */
    public static ExitCode run(CommandSet commands, List<String> words, Surroundings surroundings, Interruption interruption) {
        Settings settings = settings(words, surroundings);
        Console console = new Console(surroundings.streams().out(), surroundings.streams().err(), surroundings.terminal(), settings);
        Failures failures = new Failures(console, wantsTraces(words, surroundings));
        try (console) {
            ExitCode code = dispatch(commands, words, surroundings, console, interruption);
            console.flush();
            return code;
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError | AssertionError failure) {
            return interruption.isWished() ? failures.report(interrupted()) : failures.report(failure);
        }
    }

    private static ExitCode dispatch(
            CommandSet commands, List<String> words, Surroundings surroundings, Console console, Interruption interruption) {
        CommandWords found = CommandWords.find(commands.names(), words);
        if (found.command().isEmpty()) {
            return withoutCommand(commands, console, found.rest());
        }
        Command command = commands.create(found.command());
        Arguments arguments = Parser.parse(command.syntax(), found.rest());
        if (arguments.has(CommonOptions.HELP)) {
            console.text(Help.of(command.syntax()));
            return ExitCode.COMPLETE;
        }
        return command.run(new Invocation(commands, arguments, surroundings, console, interruption));
    }

    private static ExitCode withoutCommand(CommandSet commands, Console console, List<String> rest) {
        if (rest.contains("--version") || rest.contains("-V")) {
            console.line("holdfast " + Version.ofThisProgram());
            return ExitCode.COMPLETE;
        }
        if (rest.contains(CommonOptions.HELP.name()) || rest.contains(CommonOptions.HELP.letter())) {
            String family = rest.getLast();
            List<Syntax> all = commands.syntaxes();
            List<Syntax> some = all.stream().filter(syntax -> syntax.command().startsWith(family + " ")).toList();
            console.text(some.isEmpty() ? Overview.of(all) : Overview.ofFamily(family, some));
            return ExitCode.COMPLETE;
        }
        throw Usage.errorWithNext("no command is given", "holdfast --help");
    }

    /** Read before everything else, so that an error about the command line itself already comes in the wanted form. */
    private static Settings settings(List<String> words, Surroundings surroundings) {
        boolean colorless = isGiven(words, CommonOptions.NO_COLOR) || surroundings.variable("NO_COLOR").isPresent();
        boolean dumb = surroundings.variable("TERM").filter("dumb"::equals).isPresent();
        return new Settings(
                isGiven(words, CommonOptions.JSON) ? Settings.Format.JSON : Settings.Format.TEXT,
                isGiven(words, CommonOptions.QUIET) ? Verbosity.QUIET : isGiven(words, CommonOptions.VERBOSE) ? Verbosity.VERBOSE : Verbosity.NORMAL,
                colorless || dumb ? Settings.Colors.NEVER : Settings.Colors.ALLOWED);
    }

    private static boolean isGiven(List<String> words, Option flag) {
        for (String word : words) {
            if (word.equals("--")) {
                return false;
            }
            boolean joined = word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-';
            if (word.equals(flag.name()) || joined && !flag.letter().isEmpty() && word.indexOf(flag.letter().charAt(1)) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean wantsTraces(List<String> words, Surroundings surroundings) {
        return isGiven(words, CommonOptions.DEBUG)
                || surroundings.variable("HOLDFAST_DEBUG").filter(value -> !value.equals("0")).isPresent();
    }

    private static HoldfastException interrupted() {
        return new HoldfastException(
                ErrorCode.INTERRUPTED, "interrupted", "run the same command again; it goes on from what is already stored");
    }
}
