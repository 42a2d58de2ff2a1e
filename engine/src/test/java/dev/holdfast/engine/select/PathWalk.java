package dev.holdfast.engine.select;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a walk over a tree would do with one path. Strings hold one byte in each character. */
final class PathWalk {
    private PathWalk() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The verdict on the entry at {@code path}, a slash at whose end says that it is a directory; SKIP if a parent is skipped. */
    static Verdict verdict(PathRules rules, String path) {
        boolean directory = path.endsWith("/");
        List<String> names = List.of(path.split("/"));
        Selection selection = rules.root();
        for (String parent : names.subList(0, names.size() - 1)) {
            if (selection.judge(bytes(parent), EntryKind.DIRECTORY) == Verdict.SKIP) {
                return Verdict.SKIP;
            }
            selection = selection.enter(bytes(parent));
        }
        return selection.judge(bytes(names.getLast()), directory ? EntryKind.DIRECTORY : EntryKind.FILE);
    }

    static PathRules excluding(String... lines) {
        return PathRules.of(Patterns.none().plusLines(bytes(String.join("\n", lines))), Patterns.none());
    }

    static Patterns patterns(String... patterns) {
        Patterns all = Patterns.none();
        for (String pattern : patterns) {
            all = all.plus(bytes(pattern));
        }
        return all;
    }
}
