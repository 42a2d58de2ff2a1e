package dev.holdfast.engine.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random patterns over a random tree, judged here and by {@code git check-ignore}. Strings hold one byte in each character. The seed is
 * printed; {@code -Dholdfast.test.seed=N} replays it.
 */
class GitComparisonTest {
    private static final int ROUNDS = Integer.getInteger("holdfast.test.rounds", 60);
    private static final String[] PIECES = {
        "a", "b", "c", "ab", "x", ".", "-", "#", "!", " ", "]", "é", "\u00ff", "\\*", "\\a", "\\[", "\\ "
    };
    private static final String[] CLASSES = {
        "[ab]", "[!ab]", "[^a]", "[a-c]", "[]a]", "[!]a]", "[[:alpha:]]", "[![:punct:]b]", "[a-", "[\\]x]", "[[:]", "[[:x:]]",
        "[\u0080-\u00ff]", "[b-a]", "[a/b]", "[[:digit:]-c]", "[--a]"
    };

    @TempDir
    Path repository;

    @Test
    void verdictsAreThoseOfGit() throws Exception {
        assumeTrue(gitRuns(), "git is not installed, so there is nothing to compare with");
        long seed = Long.getLong("holdfast.test.seed", System.nanoTime());
        System.out.println("GitComparisonTest seed " + seed);
        Random random = new Random(seed);
        run("", "git", "init", "-q");
        Set<String> paths = tree(random);
        int ignored = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String lines = lines(random);
            Files.write(repository.resolve(".git/info/exclude"), PathWalk.bytes(lines));
            PathRules rules = PathRules.of(Patterns.none().plusLines(PathWalk.bytes(lines)), Patterns.none());
            Set<String> ours = paths.stream()
                    .filter(path -> PathWalk.verdict(rules, path) == Verdict.SKIP)
                    .map(GitComparisonTest::withoutSlash)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(ignoredByGit(paths), ours, () -> "seed " + seed + ", patterns:\n" + lines);
            ignored += ours.size();
        }
        int shareOfAll = 100 * ignored / (ROUNDS * paths.size());
        assertTrue(shareOfAll > 5 && shareOfAll < 95, () -> "the comparison says little: " + shareOfAll + " % were ignored");
    }

    /** Paths with a slash behind each directory, made on disk. */
    private Set<String> tree(Random random) throws Exception {
        List<String> directories = new ArrayList<>(List.of(""));
        Set<String> taken = new HashSet<>();
        Set<String> paths = new TreeSet<>();
        for (int i = 0; i < 250; i++) {
            String path = directories.get(random.nextInt(directories.size())) + name(random);
            if (!path.startsWith(".git") && taken.add(path)) {
                boolean directory = random.nextInt(3) == 0;
                paths.add(directory ? path + "/" : path);
                if (directory) {
                    directories.add(path + "/");
                }
            }
        }
        make("mkdir", paths.stream().filter(path -> path.endsWith("/")).toList());
        make("touch", paths.stream().filter(path -> !path.endsWith("/")).toList());
        return paths;
    }

    private void make(String command, List<String> paths) throws Exception {
        String input = paths.stream().map(path -> "./" + path + "\0").collect(Collectors.joining());
        run(input, "xargs", "-0", command);
    }

    private static String name(Random random) {
        String[] pieces = {"a", "b", "c", "x", "ab", ".", "-", "#", "!", " ", "]", "[", "*", "\\", "\u00c3\u00a9", "\u00ff", "7", ":"};
        StringBuilder name = new StringBuilder();
        do {
            name.append(pieces[random.nextInt(random.nextBoolean() ? 4 : pieces.length)]);
        } while (random.nextInt(3) > 0);
        return name.toString().matches("\\.{1,2}") ? "dot" : name.toString();
    }

    private static String lines(Random random) {
        StringBuilder lines = new StringBuilder();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            String pattern = pattern(random);
            if (!isJudgedDifferently(pattern)) {
                lines.append(pattern).append(random.nextInt(20) == 0 ? "\r\n" : "\n");
            }
        }
        return lines.toString();
    }

    /**
     * Git compares the plain text at a pattern's start first, and many versions then forget that it stood before the stars, so that they
     * take {@code a**}{@code /b} for {@code a/**}{@code /b}. Its manual says that such stars are like a single one, as they are here. An
     * escaped slash behind two stars is another freak that nobody means.
     */
    private static boolean isJudgedDifferently(String pattern) {
        return pattern.matches("(?s)!?+/?+[^*?\\[\\\\]*[^*?\\[\\\\/]\\*\\*+(/.*)?") || pattern.contains("**\\/");
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        pattern.append(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(5) == 0 ? "/" : "");
        int components = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(4);
        for (int i = 0; i < components; i++) {
            pattern.append(i > 0 ? "/" : "").append(random.nextInt(3) == 0 ? "**" : component(random));
        }
        pattern.append(random.nextInt(4) == 0 ? "/" : "").append(random.nextInt(10) == 0 ? "  " : "");
        return pattern.toString().replace("é", "\u00c3\u00a9");
    }

    private static String component(Random random) {
        StringBuilder component = new StringBuilder();
        do {
            component.append(switch (random.nextInt(8)) {
                case 0, 1 -> "*";
                case 2 -> "?";
                case 3 -> CLASSES[random.nextInt(CLASSES.length)];
                case 4 -> PIECES[random.nextInt(PIECES.length)];
                default -> PIECES[random.nextInt(4)];
            });
        } while (random.nextBoolean());
        return component.toString();
    }

    private Set<String> ignoredByGit(Set<String> paths) throws Exception {
        String input = paths.stream().map(path -> "./" + withoutSlash(path) + "\0").collect(Collectors.joining());
        String output = run(input, "git", "check-ignore", "--no-index", "--stdin", "-z");
        return Arrays.stream(output.split("\0"))
                .filter(path -> !path.isEmpty())
                .map(path -> path.substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private boolean gitRuns() throws Exception {
        try {
            return run("", "git", "--version").startsWith("git");
        } catch (IOException e) {
            return false;
        }
    }

    private String run(String input, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        // Input goes through a file, so that a full pipe cannot stop both sides.
        Path file = Files.write(repository.resolve(".git-input"), PathWalk.bytes(input));
        Process process = builder.redirectInput(file.toFile()).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1);
            int code = process.waitFor();
            // Git ends with 1 when it ignores none of the paths.
            assertTrue(code == 0 || (code == 1 && text.isEmpty()), () -> command[0] + " ended with " + code + ": " + text);
            return text;
        }
    }
}
