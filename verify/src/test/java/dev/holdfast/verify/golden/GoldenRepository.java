package dev.holdfast.verify.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A copy of a golden repository of version 1 as a sandbox's repository, with what is known of it. */
final class GoldenRepository implements AutoCloseable {
    /** Where its source was when it was backed up. */
    static final Path SOURCE = Path.of("/tmp/holdfast-golden/source");

    private static final Path GOLDEN = Path.of("src/test/resources/golden").toAbsolutePath();
    private static final Path HOME = GOLDEN.resolve("v1");
    private static final Pattern FIELD = Pattern.compile("\"(?:id|time|host)\":\"[^\"]*\"|\"tags\":\\[[^]]*]|\"(?:protected|complete)\":(?:true|false)"
            + "|\"(?:files|directories|others|bytes|unreadable|sequence)\":[0-9]+");
    /** What is said to people, and may be said better. */
    private static final Pattern WORDS = Pattern.compile("\"(?:message|next)\":\"(?:[^\"\\\\]|\\\\.)*\",?");

    private final Sandbox sandbox = Sandbox.create();
    private final String base;

    private GoldenRepository(String base) {
        this.base = base;
        Trees.copy(HOME.resolve(base), sandbox.repository());
    }

    /** A sound one. */
    static GoldenRepository sound(String name) {
        return new GoldenRepository(name);
    }

    /** One with the damage of this name. */
    static GoldenRepository damaged(String name) {
        Path damage = HOME.resolve("damaged").resolve(name);
        GoldenRepository golden = new GoldenRepository(lines(damage.resolve("base")).getFirst());
        for (String removed : lines(damage.resolve("removed"))) {
            Trees.tool("rm", golden.sandbox.repository().resolve(removed).toString());
        }
        if (Files.isDirectory(damage.resolve("files"))) {
            Trees.tool("cp", "-r", damage.resolve("files") + "/.", golden.sandbox.repository().toString());
        }
        return golden;
    }

    /** What a check of the repository with this damage must find, without the words. */
    static List<String> findings(String damage) {
        return lines(HOME.resolve("damaged").resolve(damage).resolve("findings"));
    }

    /** What a check found, in the same form. */
    static List<String> findings(Outcome check) {
        return check.out()
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"damage\"") || line.startsWith("{\"type\":\"replaced\""))
                .map(line -> WORDS.matcher(line).replaceAll("").replace(",}", "}"))
                .sorted()
                .toList();
    }

    /** A key file that opens the encrypted one. */
    static Path keyFile() {
        return HOME.resolve("golden.key");
    }

    /** A key with which the snapshot {@code agent} was made. */
    static Path writeOnlyKey() {
        return HOME.resolve("agent.key");
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** What is known of its snapshots. */
    List<String> snapshots() {
        return lines(HOME.resolve(base + ".snapshots"));
    }

    /** The same of what is found. */
    List<String> foundSnapshots() {
        return FIELD.matcher(sandbox.here("snapshots", "--json").expect(ExitCode.COMPLETE).out())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Demands that each snapshot restores to what it was made of. */
    void assertRestores() {
        for (Sandbox.Listed snapshot : sandbox.snapshots()) {
            Path target = sandbox.path("restored-" + snapshot.id());
            sandbox.here("restore", snapshot.id(), "--target", target.toString(), "--setuid").expect(ExitCode.COMPLETE);
            assertEquals(expected(snapshot.tag()), listing(Sandbox.inside(target, SOURCE)), snapshot::toString);
            Trees.remove(target);
        }
    }

    /** The agent found what the second backup found. */
    private List<String> expected(String tag) {
        List<String> all = lines(HOME.resolve((tag.equals("first") ? "first" : "second") + ".listing"));
        return all.stream()
                .filter(line -> base.equals("plain") || !line.contains(" ./pieces"))
                .map(GoldenRepository::withoutOwner)
                .toList();
    }

    private static List<String> listing(Path tree) {
        return Trees.tool("bash", GOLDEN.resolve("listing.sh").toString(), tree.toString())
                .out()
                .lines()
                .map(GoldenRepository::withoutOwner)
                .toList();
    }

    /** Only root gives files away. */
    private static String withoutOwner(String line) {
        return System.getProperty("user.name", "").equals("root") ? line : line.replaceFirst(" [0-9]+:[0-9]+ ", " ");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
