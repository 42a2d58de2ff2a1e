package dev.holdfast.engine.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class IncludeTest {
    private static PathRules including(String... patterns) {
        return PathRules.of(Patterns.none(), PathWalk.patterns(patterns));
    }

    private static void expect(Verdict verdict, PathRules rules, String... paths) {
        for (String path : paths) {
            assertEquals(verdict, PathWalk.verdict(rules, path), path);
        }
    }

    @Test
    void withoutRulesEverythingIsTaken() {
        expect(Verdict.TAKE, PathRules.everything(), "a", "a/", "a/b/c");
    }

    @Test
    void onlyWhatIsIncludedIsTaken() {
        PathRules rules = including("*.txt");
        expect(Verdict.TAKE, rules, "a.txt", "d/e/a.txt", "d.txt/");
        expect(Verdict.SKIP, rules, "a.doc", "d/a.doc");
        expect(Verdict.DESCEND, rules, "d/", "d/e/");
    }

    @Test
    void anIncludedDirectoryBringsAllItHolds() {
        PathRules rules = including("src/");
        expect(Verdict.TAKE, rules, "src/", "src/a", "x/src/y/z/", "x/src/y/z");
        expect(Verdict.SKIP, rules, "src", "x/y");
        expect(Verdict.DESCEND, rules, "x/");
    }

    @Test
    void directoriesAreDescendedOnlyTowardsAnAnchoredInclude() {
        PathRules rules = including("/home/*/docs");
        expect(Verdict.DESCEND, rules, "home/", "home/me/");
        expect(Verdict.TAKE, rules, "home/me/docs/", "home/me/docs/a/b");
        expect(Verdict.SKIP, rules, "etc/", "home/me/music/", "home/me/a", "home/me/x/docs");
    }

    @Test
    void doubleStarsKeepDirectoriesOpen() {
        PathRules rules = including("a/**/z");
        expect(Verdict.DESCEND, rules, "a/", "a/b/", "a/b/c/");
        expect(Verdict.TAKE, rules, "a/z", "a/b/z/q");
        expect(Verdict.SKIP, rules, "b/", "z", "a/y");
    }

    @Test
    void contentsPatternDescendsIntoTheDirectory() {
        PathRules rules = including("a/**");
        expect(Verdict.DESCEND, rules, "a/");
        expect(Verdict.TAKE, rules, "a/b", "a/b/", "a/b/c");
        expect(Verdict.SKIP, rules, "a", "b");
    }

    @Test
    void negatedIncludesEndTheInclusion() {
        PathRules rules = including("docs", "!drafts", "final.txt");
        expect(Verdict.TAKE, rules, "docs/a", "docs/drafts/final.txt", "final.txt");
        expect(Verdict.SKIP, rules, "docs/drafts/a", "docs/drafts");
        expect(Verdict.DESCEND, rules, "docs/drafts/");
        expect(Verdict.SKIP, including("/docs", "!drafts"), "docs/drafts/", "docs/drafts/a");
    }

    @Test
    void excludesWinOverIncludes() {
        PathRules rules = PathRules.of(PathWalk.patterns("*.tmp", "cache/"), PathWalk.patterns("/home", "*.tmp", "cache"));
        expect(Verdict.SKIP, rules, "home/a.tmp", "a.tmp", "home/cache/", "home/cache/x");
        expect(Verdict.TAKE, rules, "home/a", "cache");
    }

    @Test
    void aNegatedExcludeIncludesNothing() {
        PathRules rules = PathRules.of(PathWalk.patterns("!a.doc"), PathWalk.patterns("*.txt"));
        expect(Verdict.SKIP, rules, "a.doc");
    }

    @Test
    void directoriesOutsideAllAnchoredPatternsShareOneState() {
        Selection root = PathRules.of(PathWalk.patterns("/proc", "*.o"), Patterns.none()).root();
        Selection home = root.enter(PathWalk.bytes("home"));
        assertSame(home, home.enter(PathWalk.bytes("me")));
    }
}
