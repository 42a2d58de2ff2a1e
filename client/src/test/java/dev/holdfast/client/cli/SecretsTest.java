package dev.holdfast.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.CommandRun.Outcome;
import dev.holdfast.client.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private static final String SECRET = "canary-passphrase";

    @TempDir
    private Path directory;

    private CommandRun command() {
        return new CommandRun(directory).with("HOLDFAST_REPOSITORY", directory.resolve("repository").toString());
    }

    private void initialize() {
        assertEquals(0, command().with("HOLDFAST_PASSPHRASE", SECRET).run("init").code());
    }

    /** A terminal at which the given answers are typed. */
    private static Terminal typing(String... answers) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(answers));
        return new Terminal() {
            @Override
            public boolean showsOutput() {
                return true;
            }

            @Override
            public boolean showsErrors() {
                return true;
            }

            @Override
            public int columns() {
                return 80;
            }

            @Override
            public Optional<char[]> readSecret(String prompt) {
                return Optional.ofNullable(left.poll()).map(String::toCharArray);
            }
        };
    }

    @Test
    void aPassphraseMayComeFromVariableFileCommandOrTerminal() throws IOException {
        initialize();
        Files.writeString(directory.resolve("secret"), SECRET + "\n");
        assertEquals(0, command().with("HOLDFAST_PASSPHRASE_FILE", "secret").run("snapshots").code());
        assertEquals(0, command().run("snapshots", "--passphrase-file", "secret").code());
        assertEquals(0, command().with("HOLDFAST_PASSPHRASE_COMMAND", "cat secret").run("snapshots").code());
        assertEquals(0, command().at(typing(SECRET)).run("snapshots").code());
        // An option wins over variables.
        assertEquals(0, command().with("HOLDFAST_PASSPHRASE", "wrong").run("snapshots", "--passphrase-command", "cat secret").code());
    }

    @Test
    void aWrongOrMissingPassphraseIsToldWithoutShowingOne() {
        initialize();
        for (Outcome outcome : List.of(
                command().with("HOLDFAST_PASSPHRASE", SECRET + "x").run("snapshots", "--debug"),
                command().with("HOLDFAST_PASSPHRASE", "").run("snapshots", "--debug"),
                command().run("snapshots", "--debug"),
                command().at(typing("")).run("snapshots"),
                command().run("snapshots", "--passphrase-file", "nowhere"))) {
            assertEquals(12, outcome.code(), outcome::err);
            assertFalse(outcome.err().contains(SECRET), outcome::err);
            assertTrue(outcome.err().contains("next: "), outcome::err);
        }
    }

    @Test
    void twoSecretsAtOnceAreRefused() {
        CommandRun both = command().with("HOLDFAST_PASSPHRASE", SECRET).with("HOLDFAST_KEY_FILE", "k");
        initialize();
        assertEquals(2, both.run("snapshots").code());
    }

    @Test
    void aPassphraseCommandThatFailsIsNamed() {
        initialize();
        Outcome outcome = command().run("snapshots", "--passphrase-command", "exit 5");
        assertEquals(17, outcome.code());
        assertTrue(outcome.err().contains("exit code 5"), outcome::err);
    }

    @Test
    void aNewPassphraseIsAskedForTwiceWithAWarning() {
        Outcome differing = command().at(typing("one", "other")).run("init");
        assertEquals(2, differing.code());
        assertTrue(differing.err().contains("loses the backups"), differing::err);
        assertFalse(Files.exists(directory.resolve("repository/repository")));
        assertEquals(0, command().at(typing("one", "one")).run("init").code());
        assertEquals(0, command().with("HOLDFAST_PASSPHRASE", "one").run("snapshots").code());
    }

    @Test
    void theFirstBackupMakesTheDefaultRepository() throws IOException {
        Files.writeString(directory.resolve("file"), "content");
        CommandRun run = new CommandRun(directory).with("HOLDFAST_PASSPHRASE", SECRET);
        assertEquals(10, run.run("snapshots").code());
        Outcome outcome = run.run("backup", "file");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(Files.exists(directory.resolve(".local/share/holdfast/default/repository")));
        assertEquals(0, run.run("snapshots").code());
    }

    @Test
    void aMissingRepositoryIsToldBeforeAnybodyTypes() {
        Outcome outcome = command().at(typing()).run("snapshots");
        assertEquals(10, outcome.code());
    }

    @Test
    void aSecretFileThatOthersCanReadIsWarnedOf() throws IOException {
        initialize();
        Path file = Files.writeString(directory.resolve("secret"), SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(command().run("snapshots", "--passphrase-file", "secret").err().contains("chmod 600"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("", command().run("snapshots", "--passphrase-file", "secret").err().replace("no snapshots\n", ""));
    }

    @Test
    void keysAreAddedListedChangedAndRemoved() throws IOException {
        initialize();
        CommandRun owner = command().with("HOLDFAST_PASSPHRASE", SECRET);
        assertEquals(0, owner.run("key", "add", "--new-key-file", "k", "--label", "robot").code());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("k"))));
        assertEquals(15, owner.run("key", "add", "--new-key-file", "k").code());
        CommandRun robot = command().with("HOLDFAST_KEY_FILE", "k");
        assertEquals(0, robot.run("snapshots").code());

        List<?> keys = (List<?>) Documents.single(owner.run("key", "list", "--json").out());
        assertEquals(List.of("passphrase", "key-file"), keys.stream().map(key -> Documents.text(key, "kind")).toList());
        assertEquals("robot", Documents.text(keys, 1, "label"));

        Files.writeString(directory.resolve("new"), "better");
        assertEquals(0, owner.run("key", "passwd", "--new-passphrase-file", "new").code());
        assertEquals(12, owner.run("snapshots").code());
        assertEquals(0, command().with("HOLDFAST_PASSPHRASE", "better").run("snapshots").code());

        String passphrase = Documents.text(Documents.single(robot.run("key", "list", "--json").out()), 1, "id");
        assertEquals(0, robot.run("key", "remove", passphrase.substring(0, 8)).code());
        assertEquals(12, command().with("HOLDFAST_PASSPHRASE", "better").run("snapshots").code());
        Outcome last = robot.run("key", "remove", Documents.text(keys, 1, "id"));
        assertEquals(2, last.code(), last::err);
    }

    @Test
    void aWriteOnlyKeyReadsNothing() throws IOException {
        initialize();
        CommandRun owner = command().with("HOLDFAST_PASSPHRASE", SECRET);
        assertEquals(0, owner.run("key", "rotate").code());
        assertEquals(0, owner.run("key", "write-only", "w").code());
        Files.writeString(directory.resolve("file"), "content");
        assertEquals(0, owner.run("backup", "file").code());
        CommandRun writer = command().with("HOLDFAST_KEY_FILE", "w");
        assertEquals(12, writer.run("snapshots").code());
        assertEquals(12, writer.run("restore", "latest", "--target", "t").code());
        assertEquals(12, writer.run("key", "add", "--new-key-file", "k2").code());
    }
}
