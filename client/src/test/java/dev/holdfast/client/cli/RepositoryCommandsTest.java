package dev.holdfast.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.CommandRun.Outcome;
import dev.holdfast.client.cli.invocation.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands do to a repository without encryption, so that no test waits for a passphrase to be stretched. */
final class RepositoryCommandsTest {
    private final Path directory;
    private final Path source;

    RepositoryCommandsTest(@TempDir Path directory) {
        this.directory = directory;
        this.source = directory.resolve("source");
    }

    @BeforeEach
    void makeRepositoryAndSource() throws IOException {
        Files.createDirectories(source.resolve("sub"));
        Files.writeString(source.resolve("a.txt"), "some text");
        Files.writeString(source.resolve("sub/b.txt"), "other text");
        assertEquals(0, run("init", "--encryption", "none").code());
    }

    private CommandRun command() {
        return new CommandRun(directory).with("HOLDFAST_REPOSITORY", directory.resolve("repository").toString());
    }

    private Outcome run(String... words) {
        return command().run(words);
    }

    private Outcome complete(String... words) {
        Outcome outcome = run(words);
        assertEquals(0, outcome.code(), outcome::err);
        return outcome;
    }

    private List<?> snapshots(String... words) {
        String[] all = Stream.concat(Stream.of("snapshots", "--json"), Stream.of(words)).toArray(String[]::new);
        return (List<?>) Documents.single(complete(all).out());
    }

    private String saved(String... options) {
        String[] words = Stream.concat(Stream.of("backup", "source", "--json"), Stream.of(options)).toArray(String[]::new);
        return Documents.text(Documents.parse(complete(words).out()).getLast(), "snapshot_id");
    }

    @Test
    void aBackupComesBackByteByByte() throws IOException {
        Outcome backup = complete("backup", "source");
        assertTrue(backup.out().contains("2 files"), backup::out);
        assertTrue(backup.out().contains("saved in"), backup::out);
        Outcome restore = complete("restore", "latest:" + source, "--target", "back");
        assertTrue(restore.out().contains("restored 2 files"), restore::out);
        assertEquals("some text", Files.readString(directory.resolve("back/a.txt")));
        assertEquals("other text", Files.readString(directory.resolve("back/sub/b.txt")));
    }

    @Test
    void snapshotsTellProgramsWhatScriptsRelyOn() {
        String id = saved("--tag", "x,y", "--host", "web", "--time", "2026-01-02 03:04:05.000000006");
        Object snapshot = snapshots().getFirst();
        assertEquals(id, Documents.text(snapshot, "id"));
        assertEquals("2026-01-02T03:04:05.000000006Z", Documents.text(snapshot, "time"));
        assertEquals("web", Documents.text(snapshot, "host"));
        assertEquals(List.of(source.toString()), Documents.at(snapshot, "paths"));
        assertEquals(List.of("x", "y"), Documents.at(snapshot, "tags"));
        assertEquals(2L, Documents.at(snapshot, "files"));
        assertEquals(19L, Documents.at(snapshot, "bytes"));
        assertEquals(true, Documents.at(snapshot, "complete"));
        assertEquals(false, Documents.at(snapshot, "protected"));
    }

    @Test
    void snapshotsAreNoneBeforeTheFirstBackup() {
        assertEquals(List.of(), snapshots());
        assertEquals("", complete("snapshots").out());
    }

    @Test
    void snapshotsAreChosenByHostTagPathAndNumber() {
        saved("--host", "a", "--tag", "x");
        String second = saved("--host", "b", "--tag", "x,y");
        String third = saved("--host", "b");
        assertEquals(2, snapshots("--host", "b").size());
        assertEquals(second, Documents.text(snapshots("--tag", "x,y"), 0, "id"));
        assertEquals(2, snapshots("--tag", "x").size());
        assertEquals(3, snapshots("--path", "source").size());
        assertEquals(0, snapshots("--path", "elsewhere").size());
        assertEquals(2, snapshots("--latest", "1").size());
        assertEquals(third, Documents.text(snapshots(third.substring(0, 8)), 0, "id"));
        assertEquals(second, Documents.text(snapshots("latest", "--tag", "y"), 0, "id"));
    }

    @Test
    void unchangedFilesAreNotReadAgainUnlessForced() {
        saved();
        Object again = Documents.parse(complete("backup", "source", "--json").out()).getLast();
        assertEquals(0L, Documents.at(again, "bytes_read"));
        assertEquals(2L, Documents.at(again, "unchanged_files"));
        Object forced = Documents.parse(complete("backup", "source", "--json", "--force").out()).getLast();
        assertEquals(19L, Documents.at(forced, "bytes_read"));
    }

    @Test
    void aDryRunStoresNothingAndRunsNoHooks() {
        Outcome outcome = complete("backup", "source", "--dry-run", "--before", "touch hooked", "--json");
        assertEquals(true, Documents.at(Documents.parse(outcome.out()).getLast(), "dry_run"));
        assertEquals(List.of(), snapshots());
        assertFalse(Files.exists(directory.resolve("hooked")));
    }

    @Test
    void patternsAndSizesLeaveOut() throws IOException {
        Files.write(source.resolve("large"), new byte[3000]);
        Files.writeString(directory.resolve("patterns"), "# comment\n*.txt\n");
        saved("--exclude-larger-than", "2k");
        assertEquals(2L, Documents.at(snapshots(), 0, "files"));
        saved("--exclude-from", "patterns");
        assertEquals(1L, Documents.at(snapshots(), 1, "files"));
        saved("--exclude-from", "patterns", "--exclude", "!a.txt");
        assertEquals(2L, Documents.at(snapshots(), 2, "files"));
        saved("--include", "/sub");
        assertEquals(1L, Documents.at(snapshots(), 3, "files"));
    }

    @Test
    void pathsMayComeFromListsAndStandardInput() throws IOException {
        Files.writeString(directory.resolve("list"), source.resolve("a.txt") + "\n\n");
        complete("backup", "--files-from", "list");
        assertEquals(1L, Documents.at(snapshots(), 0, "files"));
        byte[] list = (source.resolve("a.txt") + "\0" + source.resolve("sub") + "\0").getBytes(StandardCharsets.UTF_8);
        assertEquals(0, command().input(list).run("backup", "--files-from0", "-").code());
        assertEquals(2L, Documents.at(snapshots(), 1, "files"));
    }

    @Test
    void standardInputIsSavedAsAFile() throws IOException {
        assertEquals(0, command().input(new byte[5000]).run("backup", "--stdin", "--stdin-filename", "dumps/zeros").code());
        complete("restore", "latest", "--target", "back");
        assertEquals(5000, Files.size(directory.resolve("back/dumps/zeros")));
    }

    @Test
    void theOutputOfACommandIsSavedOnlyIfTheCommandSucceeds() throws IOException {
        complete("backup", "--stdin-from-command", "--", "echo", "hello");
        complete("restore", "latest", "--target", "back");
        assertEquals("hello\n", Files.readString(directory.resolve("back/stdin")));
        Outcome failed = run("backup", "--stdin-from-command", "--", "sh", "-c", "echo half; exit 3");
        assertEquals(17, failed.code());
        assertTrue(failed.err().contains("exit code 3"), failed::err);
        assertEquals(1, snapshots().size());
    }

    @Test
    void aVanishedSourceBesideOthersLeavesAnIncompleteSnapshot() {
        Outcome outcome = run("backup", "source", "gone", "--json");
        assertEquals(3, outcome.code());
        List<Object> lines = Documents.parse(outcome.out());
        assertTrue(lines.stream().anyMatch(line -> Documents.text(line, "type").equals("error")), outcome::out);
        assertEquals(1L, Documents.at(lines.getLast(), "unreadable"));
        assertEquals(false, Documents.at(snapshots(), 0, "complete"));
        assertEquals(3, run("backup", "source", "gone").code());
    }

    @Test
    void hooksFrameTheBackupAndHearHowItEnded() throws IOException {
        complete("backup", "source", "--before", "echo begun >> log", "--after", "echo $HOLDFAST_OUTCOME $HOLDFAST_FILES >> log");
        assertEquals("begun\ncomplete 2\n", Files.readString(directory.resolve("log")));
        String id = Documents.text(snapshots(), 0, "id");
        complete("backup", "source", "--parent", id, "--after", "test -n \"$HOLDFAST_SNAPSHOT\"");
    }

    @Test
    void aHookThatFailsBeforehandPreventsTheBackup() {
        Outcome outcome = run("backup", "source", "--before", "exit 7", "--after", "touch after");
        assertEquals(17, outcome.code());
        assertTrue(outcome.err().contains("exit code 7"), outcome::err);
        assertEquals(List.of(), snapshots());
        assertFalse(Files.exists(directory.resolve("after")));
    }

    @Test
    void aHookThatFailsAfterwardsShowsInTheExitCodeAlone() {
        assertEquals(17, run("backup", "source", "--after", "exit 7").code());
        assertEquals(1, snapshots().size());
    }

    @Test
    void hooksHearOfAFailureToo() throws IOException {
        Outcome outcome = run("backup", "nowhere", "--after", "echo $HOLDFAST_OUTCOME $HOLDFAST_ERROR_CODE > log");
        assertEquals(14, outcome.code());
        assertEquals("failed path_not_found\n", Files.readString(directory.resolve("log")));
    }

    @Test
    void restoreMayLeaveReplaceAndDelete() throws IOException {
        saved();
        Path back = directory.resolve("back");
        complete("restore", "latest:" + source, "--target", "back");
        Files.writeString(back.resolve("a.txt"), "changed here");
        Files.writeString(back.resolve("extra"), "extra");
        complete("restore", "latest:" + source, "--target", "back", "--overwrite", "never");
        assertEquals("changed here", Files.readString(back.resolve("a.txt")));
        Outcome dry = complete("restore", "latest:" + source, "--target", "back", "--delete", "--dry-run", "-v");
        assertTrue(dry.out().contains("delete") && dry.out().contains("/extra"), dry::out);
        assertTrue(Files.exists(back.resolve("extra")));
        Outcome json = complete("restore", "latest:" + source, "--target", "back", "--overwrite", "if-changed", "--delete", "--json");
        Object summary = Documents.parse(json.out()).getLast();
        assertEquals("summary", Documents.text(summary, "type"));
        assertEquals(1L, Documents.at(summary, "deleted"));
        assertEquals("some text", Files.readString(back.resolve("a.txt")));
        assertFalse(Files.exists(back.resolve("extra")));
    }

    @Test
    void restoreTakesAPartOfTheSnapshot() throws IOException {
        saved();
        complete("restore", "latest:" + source + "/sub/b.txt", "--target", "one");
        assertEquals("other text", Files.readString(directory.resolve("one/b.txt")));
        complete("restore", "latest:" + source, "--target", "some", "--include", "*.txt", "--exclude", "/sub");
        assertTrue(Files.exists(directory.resolve("some/a.txt")));
        assertFalse(Files.exists(directory.resolve("some/sub")));
    }

    @Test
    void forgetKeepsWhatRulesKeepAndSaysWhy() {
        saved("--time", "2026-01-01");
        saved("--time", "2026-01-02");
        String last = saved("--time", "2026-01-03");
        Object dry = Documents.single(complete("forget", "--keep-last", "1", "--dry-run", "--json").out());
        assertEquals(2, ((List<?>) Documents.at(dry, "forgotten")).size());
        assertEquals(3, snapshots().size());
        Object done = Documents.single(complete("forget", "--keep-last", "1", "--json").out());
        assertEquals(last, Documents.text(done, "groups", 0, "snapshots", 0, "id"));
        assertEquals(List.of("last 1"), Documents.at(done, "groups", 0, "snapshots", 0, "reasons"));
        assertEquals(List.of(last), snapshots().stream().map(snapshot -> Documents.text(snapshot, "id")).toList());
    }

    @Test
    void forgetRefusesToForgetEverything() {
        saved("--tag", "x");
        Outcome outcome = run("forget", "--keep-tag", "y");
        assertEquals(15, outcome.code());
        assertEquals(1, snapshots().size());
        complete("forget", "--keep-tag", "y", "--allow-empty");
        assertEquals(0, snapshots().size());
    }

    @Test
    void protectedSnapshotsAreNeverForgotten() {
        String id = saved();
        saved();
        complete("forget", "--protect", id);
        assertEquals(15, run("forget", id).code());
        complete("forget", "--keep-last", "1");
        assertEquals(2, snapshots().size());
        complete("tag", id, "--unprotect");
        complete("forget", id);
        assertEquals(1, snapshots().size());
    }

    @Test
    void tagsAreAddedRemovedReplacedAndCleared() {
        String id = saved("--tag", "a,b");
        Object changed = Documents.single(complete("tag", id, "--add", "c", "--remove", "a", "--json").out());
        assertEquals(List.of("b", "c"), Documents.at(changed, 0, "tags"));
        complete("tag", "latest", "--set", "z");
        assertEquals(List.of("z"), Documents.at(snapshots(), 0, "tags"));
        complete("tag", "latest", "--clear");
        assertEquals(List.of(), Documents.at(snapshots(), 0, "tags"));
    }

    @Test
    void anIndexThatIsOlderThanThePacksIsNoticedAndRebuilt() throws IOException {
        saved();
        Path index = directory.resolve("repository/index/rows.db");
        Path older = Files.copy(index, directory.resolve("older.db"));
        long packsBefore = packs();
        Files.writeString(source.resolve("later"), "later");
        saved();
        assertEquals(0, run("check").code());
        // What a disk does that confirms what it does not keep.
        Files.copy(older, index, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, ((List<?>) snapshots()).size(), "the second snapshot is gone, and nothing complains");
        Outcome outcome = run("check");
        assertTrue(outcome.out().contains("the index does not know " + (packs() - packsBefore) + " packs"), outcome::out);
        assertTrue(outcome.out().contains("run: holdfast rebuild-index"), outcome::out);
        complete("rebuild-index");
        assertEquals(2, ((List<?>) snapshots()).size());
        complete("check");
    }

    private long packs() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("repository/packs"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void aDryPruneSaysWhatWouldBeFreedAndChangesNothing() throws IOException {
        byte[] content = new byte[4 << 20];
        new Random(5).nextBytes(content);
        Files.write(source.resolve("large"), content);
        saved();
        Files.delete(source.resolve("large"));
        saved();
        Object forecast = Documents.parse(complete("forget", "--keep-last", "1", "--prune", "--dry-run", "--json").out()).getLast();
        assertEquals("summary", Documents.text(forecast, "type"));
        assertTrue(((Number) Documents.at(forecast, "freed_bytes")).longValue() > 4_000_000, forecast::toString);
        Object little = Documents.single(complete("prune", "-n", "--json", "--quiet").out());
        assertTrue(((Number) Documents.at(little, "freed_bytes")).longValue() < 100_000, little::toString);
        complete("forget", "--keep-last", "1");
        assertTrue(complete("prune", "--dry-run").out().contains("would delete"));
        Object report = Documents.single(complete("prune", "--json", "--quiet").out());
        assertEquals(Documents.at(forecast, "deleted"), Documents.at(report, "deleted"));
    }

    @Test
    void pruneGivesBackWhatForgottenSnapshotsHeld() throws IOException {
        Files.write(source.resolve("large"), new byte[2 << 20]);
        saved();
        Files.delete(source.resolve("large"));
        saved();
        Object report = Documents.parse(complete("forget", "--keep-last", "1", "--prune", "--json").out()).getLast();
        assertEquals("summary", Documents.text(report, "type"));
        assertEquals("complete", Documents.text(report, "outcome"));
        assertEquals(0, run("prune", "--max-unused", "0").code());
        complete("restore", "latest:" + source, "--target", "back");
        assertEquals("some text", Files.readString(directory.resolve("back/a.txt")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            backup nowhere                              | 14 | does not exist
            backup                                      | 2  | nothing to back up
            backup source --stdin                       | 2  | nothing beside it
            backup --stdin-from-command                 | 2  | which command?
            backup source --exclude-larger-than huge    | 2  | is not a size
            backup source --time yesterday              | 2  | is not a point in time
            backup source --tag ,                       | 2  | is not a list of tags
            backup source --parent ffff                 | 14 | no snapshot 'ffff'
            backup source --parent ffff --force         | 2  | --force
            backup source --exclude-from nowhere        | 14 | does not exist
            backup --files-from nowhere                 | 14 | does not exist
            backup source --stdin-filename x            | 2  | goes with --stdin
            restore latest                              | 2  | --target DIR is missing
            restore latest --target back                | 14 | no snapshots yet
            restore 12 --target back                    | 14 | at least four digits
            restore :/x --target back                   | 2  | names no snapshot
            restore latest --target back --overwrite yes | 2 | is one of always|if-changed|never
            snapshots --latest 0                        | 2  | a number from 1 on
            snapshots nosuch                            | 14 | no snapshot
            forget                                      | 2  | no rule says
            forget --keep-last 0                        | 2  | a number from 1 on
            forget --keep-last many                     | 2  | a number from 1 on
            forget --keep-within soon                   | 2  | is not a length of time
            forget --keep-last 1 abcd                   | 2  | not both
            forget --protect                            | 2  | take ids
            forget --group-by planet --keep-last 1      | 2  | cannot be grouped
            forget abcd                                 | 14 | no snapshot
            tag latest                                  | 2  | nothing to change
            tag latest --add x --set y                  | 2  | contradict
            tag abcd --add x                            | 14 | no snapshot
            prune --max-unused lots                     | 2  | a percentage
            init                                        | 15 | already
            init --chunk-size 3000                      | 2  | power of two
            init --compression-level 99                 | 2  | from 1 to 19
            init --encryption rot13                     | 2  | none of: client, none
            snapshots --repo nowhere                    | 10 | there is no repository
            backup source --repo nowhere                | 10 | there is no repository
            snapshots --repo s3://bucket                | 2  | is a directory
            benchmark --size 10k                        | 2  | at least 1M
            benchmark --rounds 0                        | 2  | a number from 1 on
            benchmark nowhere                           | 14 | readable bytes
            key add                                     | 2  | no encryption
            key remove 1                                | 2  | no encryption
            """)
    void wrongInputIsMetWithCauseNextStepAndExitCode(String line, int code, String cause) {
        Outcome outcome = run(line.strip().split(" +"));
        assertEquals(code, outcome.code(), outcome::err);
        assertTrue(outcome.err().startsWith("holdfast: ") && outcome.err().contains(cause), outcome::err);
        assertTrue(outcome.err().contains("\n  next: "), outcome::err);
        assertFalse(outcome.err().contains("\tat "), outcome::err);
        assertEquals("", outcome.out());
    }

    @Test
    void aMissingNamedRepositoryIsNotMadeByTheWay() {
        Outcome outcome = run("backup", "source", "--repo", "elsewhere");
        assertEquals(10, outcome.code());
        assertTrue(outcome.err().contains("next: holdfast init --repo " + directory.resolve("elsewhere")), outcome::err);
        assertFalse(Files.exists(directory.resolve("elsewhere")));
    }

    @Test
    void anInterruptedBackupEndsInOrderAndLeavesNoSnapshot() throws IOException {
        Interruption interruption = new Interruption();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                interruption.wish();
                return length;
            }
        };
        CommandRun run = command().input(endless).interruptedBy(interruption);
        Outcome outcome = run.run("backup", "--stdin", "--after", "echo $HOLDFAST_OUTCOME > log");
        assertEquals(130, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains("interrupted"), outcome::err);
        assertEquals("interrupted\n", Files.readString(directory.resolve("log")));
        assertEquals(List.of(), snapshots());
    }

    @Test
    void doctorFindsNothingWrongHereAndSaysWhatIsMissing() throws IOException {
        Object sound = Documents.single(complete("doctor", "--json").out());
        assertEquals(true, Documents.at(sound, "sound"));
        assertTrue(complete("doctor").out().contains("repository"));
        Files.write(directory.resolve("repository/repository"), new byte[] {1, 2, 3});
        Outcome damaged = run("doctor");
        assertEquals(4, damaged.code(), damaged::err);
        assertTrue(damaged.out().contains("PROBLEM"), damaged::out);
    }

    @Test
    void quietPrintsNothingButWhatWasAskedFor() {
        Outcome outcome = complete("backup", "source", "-q");
        assertEquals("", outcome.out() + outcome.err());
        assertEquals("", complete("forget", "--keep-last", "1", "-q").out());
        assertFalse(complete("snapshots", "-q").out().isEmpty());
    }

    @Test
    void namesThatAreNotUtf8AreShownAndTakenAsBytes() throws IOException, InterruptedException {
        Process made = new ProcessBuilder("bash", "-c", "echo raw > \"$1\"/$'bad\\xff'", "-", source.toString()).start();
        assertEquals(0, made.waitFor());
        Outcome outcome = complete("backup", "source", "-v");
        assertTrue(outcome.out().contains("bad\\xFF"), outcome::out);
        List<Object> entries = Documents.parse(complete("backup", "source", "--force", "-v", "--json").out());
        assertTrue(entries.stream().anyMatch(entry -> ((Map<?, ?>) entry).containsKey("path_base64")), entries::toString);
        complete("restore", "latest:" + source + "/bad\uDCFF", "--target", "back");
        try (Stream<Path> restored = Files.list(directory.resolve("back"))) {
            assertEquals(1, restored.count());
        }
    }
}
