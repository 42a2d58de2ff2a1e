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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary for a passphrase is found nowhere that others can look at. */
final class SecretsTest {
    private static final String CANARY = "canary-Zq7vT-93kdWm";
    private static final String CONTENT = "content-canary-8Hs2bN";
    private static final String NAME = "name-canary-5Xw1pR";

    private final Sandbox sandbox = Sandbox.create();

    @BeforeEach
    void fill() throws IOException {
        sandbox.with("HOLDFAST_PASSPHRASE", CANARY).with("TMPDIR", Trees.create(sandbox.path("temporary")).toString());
        sandbox.with("HOLDFAST_JAVA_OPTIONS", "-Djava.io.tmpdir=" + sandbox.path("temporary"));
        Files.writeString(sandbox.source().resolve(NAME), CONTENT);
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    /** The forms in which it would be no secret any more. */
    private static List<byte[]> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                bytes,
                secret.getBytes(StandardCharsets.UTF_16LE),
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().withoutPadding().encode(bytes));
    }

    private static boolean contains(byte[] text, byte[] word) {
        String whole = new String(text, StandardCharsets.ISO_8859_1);
        return whole.contains(new String(word, StandardCharsets.ISO_8859_1));
    }

    private static void assertNoSecretBelow(Path directory, String... secrets) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                for (String secret : secrets) {
                    assertTrue(forms(secret).stream().noneMatch(form -> contains(content, form)), () -> secret + " is in " + file);
                    assertFalse(file.toString().contains(secret), file::toString);
                }
            }
        }
    }

    private static void assertSaysNoSecret(Outcome outcome) {
        for (byte[] form : forms(CANARY)) {
            assertFalse(contains((outcome.out() + outcome.err()).getBytes(StandardCharsets.UTF_8), form), outcome::toString);
        }
    }

    @Test
    void passphraseIsInNoOutputAndNothingReadableIsInTheRepository() throws IOException {
        List<String[]> commands = new ArrayList<>();
        commands.add(new String[] {"init", "--debug", "--verbose"});
        commands.add(new String[] {"init", "--debug"});
        commands.add(new String[] {"backup", "--debug", "--verbose", "--json", sandbox.source().toString()});
        commands.add(new String[] {"snapshots", "--debug", "--json"});
        commands.add(new String[] {"restore", "ffffffff", "--debug", "--target", sandbox.path("out").toString()});
        commands.add(new String[] {"key", "list", "--debug", "--json"});
        commands.add(new String[] {"backup", "--after", "env | grep -c canary || true", sandbox.source().toString()});
        commands.add(new String[] {"check", "--read-data", "--debug"});
        commands.add(new String[] {"prune", "--debug"});
        for (String[] command : commands) {
            assertSaysNoSecret(sandbox.run(command));
        }
        assertEquals(2, sandbox.snapshots().size());
        assertNoSecretBelow(sandbox.repository(), CANARY, CONTENT, NAME);
        assertNoSecretBelow(sandbox.path("temporary"), CANARY, CONTENT);
        sandbox.with("HOLDFAST_PASSPHRASE", CANARY + "-wrong");
        assertSaysNoSecret(sandbox.run("snapshots", "--debug").expectWithTrace(ExitCode.NO_ACCESS));
    }

    @Test
    void passphraseIsInNoArgumentOfAnyProcess() throws IOException {
        sandbox.run("init").expect(ExitCode.COMPLETE);
        Path file = Files.writeString(sandbox.path("passphrase"), CANARY + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path trace = sandbox.path("executed");
        List<List<String>> ways = List.of(
                List.of(), List.of("--passphrase-file", file.toString()), List.of("--passphrase-command", "cat " + file));
        for (List<String> way : ways) {
            List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "--seccomp-bpf", "-s", "100000", "-e", "trace=execve", "-o", trace.toString()));
            command.addAll(List.of(Program.launcher().toString(), "snapshots"));
            command.addAll(way);
            Processes.run(sandbox.path("."), sandbox.environment(), command).expect(ExitCode.COMPLETE);
            String executed = Files.readString(trace, StandardCharsets.ISO_8859_1);
            assertTrue(executed.contains("bin/java"), executed);
            assertFalse(executed.contains(CANARY), executed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABRT", "SEGV"})
    void memoryIsNotLeftBehindWhenTheProcessDies(String signal) throws IOException {
        sandbox.run("init").expect(ExitCode.COMPLETE);
        Path here = Trees.create(sandbox.path("working"));
        String dying = "ulimit -c unlimited; " + Program.launcher() + " backup --stdin-from-command -- sh -c 'kill -" + signal + " $PPID; read line'";
        Outcome outcome = Processes.run(here, sandbox.environment(), List.of("bash", "-c", dying));
        assertTrue(outcome.code() != 0, outcome::toString);
        assertSaysNoSecret(outcome);
        for (String place : List.of("working", "temporary", "repository")) {
            assertNoSecretBelow(sandbox.path(place), CANARY, CONTENT);
        }
    }
}
