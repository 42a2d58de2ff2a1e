package dev.holdfast.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.CommandRun.Outcome;
import dev.holdfast.client.cli.invocation.CommandSet;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandLineTest {
    private static final CommandSet COMMANDS = new Commands();

    @TempDir
    private Path directory;

    private Outcome run(String... words) {
        return new CommandRun(directory).run(words);
    }

    private static Stream<String> commands() {
        return COMMANDS.names().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithAnExampleAndItsExitCodes(String command) {
        Syntax syntax = COMMANDS.create(command).syntax();
        assertEquals(command, syntax.command());
        assertFalse(syntax.examples().isEmpty());
        Stream<String> words = Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"));
        Outcome outcome = run(words.toArray(String[]::new));
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("usage: holdfast " + command), outcome::out);
        assertTrue(outcome.out().contains("examples:") && outcome.out().contains("exit codes:"), outcome::out);
        assertEquals("", outcome.err());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsUnderstoodByTheCommandItself(String command) {
        for (Syntax.Example example : COMMANDS.create(command).syntax().examples()) {
            assertTrue(example.line().contains("holdfast " + command), example::line);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noTwoOptionsOfACommandShareASpelling(String command) {
        Stream<String> spellings = COMMANDS.create(command).syntax().options().stream()
                .flatMap(option -> Stream.of(option.name(), option.letter()))
                .filter(spelling -> !spelling.isEmpty());
        Map<String, Long> counts =
                spellings.collect(Collectors.groupingBy(spelling -> spelling, Collectors.counting()));
        assertTrue(counts.values().stream().allMatch(count -> count == 1), counts::toString);
    }

    @Test
    void helpListsEveryCommandAndEveryExitCode() {
        Outcome outcome = run("--help");
        assertEquals(0, outcome.code());
        COMMANDS.names().forEach(name -> assertTrue(outcome.out().contains("  " + name + " "), name));
        for (ExitCode code : ExitCode.values()) {
            assertTrue(outcome.out().contains("\n  " + code.number() + " "), code::toString);
        }
    }

    @Test
    void helpAboutACommandMayBeAskedForInEitherOrder() {
        assertEquals(run("version", "--help").out(), run("help", "version").out());
        assertEquals(run("version", "--help").out(), run("version", "-h").out());
    }

    @Test
    void versionIsAlsoAnOption() {
        assertEquals(run("version").out(), run("--version").out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            versoin             | did you mean 'version'?
            frobnicate          | there is no command 'frobnicate'
            version --jsno      | did you mean --json?
            version --frob      | unknown option --frob
            version -z          | unknown option -z
            version extra       | unexpected argument 'extra'
            version --json=yes  | takes no value
            completion          | missing argument
            completion powershell | only for bash, zsh and fish
            """)
    void aWrongCommandLineIsRefusedWithWhatMayBeMeant(String line, String expected) {
        Outcome outcome = run(line.strip().split(" +"));
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("holdfast: ") && outcome.err().contains(expected), outcome::err);
        assertTrue(outcome.err().contains("\n  next: holdfast "), outcome::err);
        assertEquals("", outcome.out());
    }

    @Test
    void noCommandAtAllIsAWrongCommandLine() {
        assertEquals(2, run().code());
        assertEquals(2, run("--json").code());
    }

    @Test
    void errorsAreObjectsWhenJsonIsWanted() {
        Outcome outcome = run("version", "--frob", "--json");
        assertEquals(2, outcome.code());
        assertEquals("", outcome.out());
        Object error = Documents.at(Documents.single(outcome.err()), "error");
        assertEquals("invalid_argument", Documents.text(error, "code"));
        assertEquals("user", Documents.text(error, "kind"));
        assertEquals(2L, Documents.at(error, "exit_code"));
        assertTrue(Documents.text(error, "message").contains("--frob"));
        assertEquals("holdfast version --help", Documents.text(error, "next"));
    }

    @Test
    void tracesAreShownOnRequestOnly() {
        assertFalse(run("frobnicate").err().contains("\tat "));
        assertTrue(run("frobnicate", "--debug").err().contains("\tat "));
        assertTrue(new CommandRun(directory).with("HOLDFAST_DEBUG", "1").run("frobnicate").err().contains("\tat "));
        assertFalse(new CommandRun(directory).with("HOLDFAST_DEBUG", "0").run("frobnicate").err().contains("\tat "));
    }

    @Test
    void aReaderThatStopsReadingIsNoError() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Outcome outcome = new CommandRun(directory).runInto(gone, "version");
        assertEquals(ExitCode.OUTPUT_GONE.number(), outcome.code());
        assertEquals("", outcome.err());
    }

    @Test
    void anOutputThatCannotBeWrittenIsAnError() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Outcome outcome = new CommandRun(directory).runInto(full, "version");
        assertEquals(ExitCode.DISK_FULL.number(), outcome.code());
        assertTrue(outcome.err().contains("standard output"), outcome::err);
    }

    @Test
    void versionTellsProgramsWhatABugReportNeeds() {
        Map<?, ?> version = Documents.object(run("version", "--json").out());
        assertEquals(Set.of("version", "repository_format", "java", "system"), version.keySet());
    }
}
