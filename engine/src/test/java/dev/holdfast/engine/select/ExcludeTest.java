package dev.holdfast.engine.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcludeTest {
    @ParameterizedTest(name = "{0}: excluded {1}; taken {2}")
    @CsvSource(delimiter = '¦', quoteCharacter = '"', value = {
        "*.o                  ¦ a.o|.o|d/e/a.o|x.o/             ¦ a.oo|a.c",
        "foo                  ¦ foo|foo/|a/foo|foo/x            ¦ afoo|fooa|Foo",
        "foo/                 ¦ foo/|a/foo/|foo/x               ¦ foo|a/foo",
        "/foo                 ¦ foo|foo/                        ¦ a/foo|a/foo/",
        "a/b                  ¦ a/b|a/b/|a/b/c                  ¦ x/a/b|a/bb|a/",
        "a/b/                 ¦ a/b/                            ¦ a/b",
        "/*                   ¦ a|a/                            ¦ ",
        "a/*                  ¦ a/b|a/b/c                       ¦ a/|b/a/b",
        "a/*/c                ¦ a/b/c                           ¦ a/c|a/b/b/c",
        "**/foo               ¦ foo|a/foo|a/b/foo               ¦ afoo",
        "**/a/b               ¦ a/b|x/a/b|x/y/a/b               ¦ a/x/b",
        "a/**                 ¦ a/b|a/b/c                       ¦ a|a/|b/a",
        "a/**/                ¦ a/b/|a/b/c/                     ¦ a/|a/b",
        "a/**/b               ¦ a/b|a/x/b|a/x/y/b               ¦ a/xb|x/a/b",
        "**                   ¦ a|a/b                           ¦ ",
        "/**                  ¦ a|a/b                           ¦ ",
        "**/                  ¦ a/|a/b/|a/b                     ¦ a",
        "a/b**c               ¦ a/bc|a/bxxc                     ¦ a/bx/c",
        "a**/b                ¦ ax/b                            ¦ ab|b",
        "a/**/b/**/c          ¦ a/b/c|a/x/b/y/z/c|a/b/b/c       ¦ a/c|a/b/",
        "?.c                  ¦ a.c|z/a.c|_.c                  ¦ .c|ab.c",
        "[ab]x                ¦ ax|bx                           ¦ cx|x|abx",
        "[!ab]x               ¦ cx|!x                           ¦ ax|bx|x",
        "[^ab]x               ¦ cx                              ¦ ax|^",
        "[a-c0-9]             ¦ a|b|c|0|5|9                     ¦ d|-|ab",
        "[a-]                 ¦ a|-                             ¦ b",
        "[]a]                 ¦ ]|a                             ¦ b|[",
        "[]-a]                ¦ ]|^|_|`|a                       ¦ b|-",
        "[\\]a]               ¦ ]|a                             ¦ \\",
        "x[[:digit:][:upper:]] ¦ x1|xA                          ¦ xa|x:|x",
        "x[![:space:]]        ¦ x1                              ¦ x|x\t",
        "[[:]x                ¦ [x|:x                           ¦ x",
        "\\#a                 ¦ #a                              ¦ \\#a",
        "\\!a                 ¦ !a                              ¦ \\!a|a",
        "a\\*                 ¦ a*                              ¦ ab|a\\*",
        "a\\b                 ¦ ab                              ¦ a\\b",
        "a\\/b                ¦ a/b                             ¦ x/a/b",
        "a[/]b                ¦                                 ¦ a/b|ab",
        "a//b                 ¦                                 ¦ a/b",
        "a*b*c                ¦ abc|axbxc|abcc|a*b*c            ¦ abcd|acb",
        "#a                   ¦                                 ¦ #a|a",
        "!a                   ¦                                 ¦ a|!a",
        "/                    ¦                                 ¦ a|a/",
        "!                    ¦                                 ¦ !",
    })
    void patternsMeanWhatGitignoreSays(String pattern, String excluded, String taken) {
        PathRules rules = PathWalk.excluding(pattern);
        paths(excluded).forEach(path -> assertEquals(Verdict.SKIP, PathWalk.verdict(rules, path), path));
        paths(taken).forEach(path -> assertEquals(Verdict.TAKE, PathWalk.verdict(rules, path), path));
    }

    private static List<String> paths(String list) {
        return list == null ? List.of() : Arrays.asList(list.split("\\|"));
    }

    @Test
    void theLastMatchingPatternDecides() {
        PathRules rules = PathWalk.excluding("*.log", "!keep.log", "/tmp/keep.log", "!/tmp/*/", "keep.log/");
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "a.log"));
        assertEquals(Verdict.TAKE, PathWalk.verdict(rules, "keep.log"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "keep.log/"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "tmp/keep.log"));
        assertEquals(Verdict.TAKE, PathWalk.verdict(rules, "tmp/a.log/"));
    }

    @Test
    void nothingInAnExcludedDirectoryComesBack() {
        PathRules rules = PathWalk.excluding("build", "!build/keep", "!keep");
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "build/keep"));
    }

    @Test
    void aDirectoryIsReopenedByExcludingItsContentsInstead() {
        PathRules rules = PathWalk.excluding("/*", "!/foo", "/foo/*", "!/foo/bar");
        assertEquals(Verdict.TAKE, PathWalk.verdict(rules, "foo/bar/x"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "foo/baz"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "x"));
    }

    @Test
    void fileLinesLoseCommentsSpacesAndLineEnds() {
        PathRules rules = PathWalk.excluding("\u00ef\u00bb\u00bffirst", "", "# x", "crlf\r", "space   ", "kept\\ ", "two\\  ", "last");
        for (String excluded : List.of("first", "crlf", "space", "kept ", "two ", "last")) {
            assertEquals(Verdict.SKIP, PathWalk.verdict(rules, excluded), excluded);
        }
        for (String taken : List.of("# x", "x", "kept", "space ", "two", "\r")) {
            assertEquals(Verdict.TAKE, PathWalk.verdict(rules, taken), taken);
        }
    }

    @Test
    void onTheCommandLineHashAndSpacesMeanThemselves() {
        PathRules rules = PathRules.of(PathWalk.patterns("#*#", "a "), Patterns.none());
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "#autosave#"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "a "));
        assertEquals(Verdict.TAKE, PathWalk.verdict(rules, "a"));
    }

    @Test
    void malformedPatternsMatchNothingAndAreListed() {
        String[] malformed = {"a[b", "[[:nope:]]", "end\\", "a/[", "[a\\", "[[:alpha:]"};
        Patterns patterns = PathWalk.patterns(malformed);
        assertEquals(malformed.length, patterns.malformed().size());
        for (int i = 0; i < malformed.length; i++) {
            assertArrayEquals(PathWalk.bytes(malformed[i]), patterns.malformed().get(i));
        }
        assertEquals(Verdict.TAKE, PathWalk.verdict(PathRules.of(patterns, Patterns.none()), "a[b"));
    }

    @Test
    void namesNeedNotBeText() {
        PathRules rules = PathWalk.excluding("\u00ff*", "[\u0080-\u008f]x", "/d/?\n?".replace('\n', '\u00c3'));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "\u00ff\u00fe"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "\u0088x"));
        assertEquals(Verdict.TAKE, PathWalk.verdict(rules, "\u0090x"));
        assertEquals(Verdict.SKIP, PathWalk.verdict(rules, "d/\n\u00c3\u0001"));
    }

    @Test
    void manyPlainNamesKeepTheirOrder() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            lines.add("name" + i);
            lines.add((i % 2 == 0 ? "!name" : "name") + i);
        }
        PathRules rules = PathWalk.excluding(lines.toArray(new String[0]));
        for (int i = 0; i < 2000; i++) {
            assertEquals(i % 2 == 0 ? Verdict.TAKE : Verdict.SKIP, PathWalk.verdict(rules, "d/name" + i));
        }
    }

    @Test
    void hostilePatternsTakeBoundedTime() {
        PathRules rules = PathWalk.excluding("*a".repeat(120) + "b", "**/a/".repeat(200) + "b", "a*/**/".repeat(200) + "b");
        String name = "a".repeat(255);
        String path = String.join("/", Collections.nCopies(300, name));
        assertEquals(Verdict.TAKE, PathWalk.verdict(rules, path));
    }

    @Test
    void aPatternThatRepeatsTheRootIsNoticed() {
        byte[] root = PathWalk.bytes("/home/me");
        for (String suspicious : List.of("/home/me/.cache", "!/home/me/a", "/home/me", "/home/me/")) {
            assertTrue(Patterns.repeatsRoot(PathWalk.bytes(suspicious), root), suspicious);
            assertTrue(Patterns.repeatsRoot(PathWalk.bytes(suspicious), PathWalk.bytes("/home/me/")), suspicious);
        }
        for (String fine : List.of("/home/melissa", "/home", "home/me/x", "/.cache", "me", "")) {
            assertFalse(Patterns.repeatsRoot(PathWalk.bytes(fine), root), fine);
        }
        assertFalse(Patterns.repeatsRoot(PathWalk.bytes("/proc"), PathWalk.bytes("/")));
    }
}
