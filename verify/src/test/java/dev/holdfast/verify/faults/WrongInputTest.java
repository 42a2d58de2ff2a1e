package dev.holdfast.verify.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Program;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input of every kind ends with the documented code and a sentence that helps, and changes nothing. */
final class WrongInputTest {
    private static final Sandbox SANDBOX = Sandbox.create();

    @BeforeAll
    static void fill() {
        Trees.tool("bash", "-c", "echo text > " + SANDBOX.source().resolve("file"));
        SANDBOX.run("init").expect(ExitCode.COMPLETE);
        SANDBOX.run("backup", SANDBOX.source().toString()).expect(ExitCode.COMPLETE);
    }

    @AfterAll
    static void remove() {
        SANDBOX.close();
    }

    private static Arguments row(ExitCode exit, String word, String command) {
        return Arguments.of(exit, word, command);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row(ExitCode.USAGE, "no command", ""),
                row(ExitCode.USAGE, "backup", "backpu $SOURCE"),
                row(ExitCode.USAGE, "--exclude", "backup --exlude x $SOURCE"),
                row(ExitCode.USAGE, "", "backup"),
                row(ExitCode.USAGE, "--target", "restore latest"),
                row(ExitCode.USAGE, "--overwrite", "restore latest --target $OUT --overwrite sometimes"),
                row(ExitCode.USAGE, "yesterday-ish", "backup --time yesterday-ish $SOURCE"),
                row(ExitCode.USAGE, "huge", "backup --exclude-larger-than huge $SOURCE"),
                row(ExitCode.USAGE, "", "forget"),
                row(ExitCode.USAGE, "", "forget --keep-last -1"),
                row(ExitCode.USAGE, "", "forget --keep-last many"),
                row(ExitCode.USAGE, "", "init --encryption rot13"),
                row(ExitCode.USAGE, "", "init --chunk-size 3"),
                row(ExitCode.NOT_FOUND, "nowhere", "backup $OUT/nowhere"),
                row(ExitCode.NOT_FOUND, "ffffffff", "restore ffffffff --target $OUT"),
                row(ExitCode.NOT_FOUND, "/no", "restore latest:/no/such --target $OUT"),
                row(ExitCode.NOT_FOUND, "", "restore latest --host elsewhere --target $OUT"),
                row(ExitCode.NOT_FOUND, "", "forget 00000000"),
                row(ExitCode.NO_REPOSITORY, "$OUT/other", "snapshots --repo $OUT/other"),
                row(ExitCode.NO_REPOSITORY, "$SOURCE", "restore latest --repo $SOURCE --target $OUT"),
                row(ExitCode.REFUSED, "", "init"),
                row(ExitCode.REFUSED, "", "forget --keep-tag nobody-has"),
                row(ExitCode.DENIED, "$SOURCE/file", "restore latest --target $SOURCE/file"),
                row(ExitCode.DENIED, "$SOURCE/file", "init --repo $SOURCE/file/repository"),
                row(ExitCode.NO_ACCESS, "", "snapshots --passphrase-file $SOURCE/file"),
                row(ExitCode.NO_ACCESS, "no-file", "snapshots --passphrase-file $OUT/no-file"),
                row(ExitCode.COMMAND_FAILED, "", "snapshots --passphrase-command false"),
                row(ExitCode.COMMAND_FAILED, "", "backup --stdin-from-command -- false"));
    }

    private static String place(String text) {
        return text.replace("$SOURCE", SANDBOX.source().toString()).replace("$OUT", SANDBOX.path("out").toString());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongInputIsNamedAndChangesNothing(ExitCode exit, String word, String command) {
        String[] words = command.isEmpty() ? new String[0] : place(command).split(" ", -1);
        SANDBOX.run(words).expectError(exit, place(word));
        List<Sandbox.Listed> snapshots = SANDBOX.snapshots();
        assertEquals(1, snapshots.size());
    }

    @Test
    void wrongPassphraseIsSaidAndOpensNothing() {
        try (Sandbox other = Sandbox.create()) {
            other.with("HOLDFAST_REPOSITORY", SANDBOX.repository().toString()).with("HOLDFAST_PASSPHRASE", "wrong");
            for (String command : List.of("snapshots", "prune", "check")) {
                other.run(command).expectError(ExitCode.NO_ACCESS, "passphrase", "next: ");
            }
            other.run("backup", other.source().toString()).expectError(ExitCode.NO_ACCESS);
            other.run("restore", "latest", "--target", other.path("out").toString()).expectError(ExitCode.NO_ACCESS);
        }
        assertEquals(1, SANDBOX.snapshots().size());
    }

    @Test
    void errorsAreJsonWhereJsonIsWanted() {
        Outcome outcome = SANDBOX.run("restore", "ffffffff", "--target", place("$OUT"), "--json").expect(ExitCode.NOT_FOUND);
        assertTrue(outcome.err().startsWith("{\"error\":{\"code\":\"snapshot_not_found\""), outcome::toString);
        assertTrue(outcome.err().contains("\"exit_code\":14"), outcome::toString);
    }

    @Test
    void outputThatNobodyReadsEndsTheCommandQuietly() {
        String launcher = Program.launcher().toString();
        List<String> command = List.of("bash", "-c", launcher + " snapshots | true; exit ${PIPESTATUS[0]}");
        Outcome outcome = Processes.run(SANDBOX.path("."), SANDBOX.environment(), command);
        // Who stopped reading before or after the only write is a matter of chance.
        outcome.expect(ExitCode.OUTPUT_GONE, ExitCode.COMPLETE);
        assertEquals("", outcome.err());
    }

    @Test
    void twoProcessesThatMakeTheSameRepositoryMakeOne() {
        try (Sandbox fresh = Sandbox.create()) {
            Trees.tool("bash", "-c", "echo text > " + fresh.source().resolve("file"));
            List<Processes.Running> makers = List.of(fresh.start("init"), fresh.start("init"), fresh.start("init"));
            List<Outcome> outcomes = makers.stream().map(Processes.Running::await).toList();
            outcomes.forEach(outcome -> outcome.expect(ExitCode.COMPLETE, ExitCode.REFUSED, ExitCode.BUSY));
            assertEquals(1, outcomes.stream().filter(outcome -> outcome.code() == 0).count(), outcomes::toString);
            fresh.here("backup", fresh.source().toString()).expect(ExitCode.COMPLETE);
            fresh.assertRestores("latest", fresh.source());
            fresh.assertSound();
        }
    }

    @Test
    void debuggingShowsTheTraceAndNothingElseDoes() {
        assertTrue(SANDBOX.run("snapshots", "ffffffff", "--debug").err().contains("\tat dev.holdfast"));
        assertFalse(SANDBOX.run("snapshots", "ffffffff").err().contains("\tat "));
    }
}
