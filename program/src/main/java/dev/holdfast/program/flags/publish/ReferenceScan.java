package dev.holdfast.program.flags.publish;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the names of flags in source code. A name counts where it stands alone in quotes; a name that is not known counts where it is
 * given to a function by which OpenFeature's clients, or Holdfast's, evaluate a flag. Belongs to one thread.
 */
final class ReferenceScan {
    private static final Set<String> SKIPPED_DIRECTORIES =
            Set.of("node_modules", "target", "build", "dist", "out", "vendor", "__pycache__", "venv", "coverage");
    private static final Set<String> SKIPPED_ENDINGS =
            Set.of("json", "md", "txt", "lock", "svg", "map", "csv", "log", "html", "css", "xml", "png", "jpg", "gif", "jar", "class", "zip", "gz");
    private static final long LARGEST = 2 << 20;
    private static final int MOST_FILES = 200_000;
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\\\n]{1,200})\"|'([^'\\\\\\n]{1,200})'|`([^`\\\\\\n]{1,200})`");

    /** Evaluations: getBooleanValue("x"…), get_string_details('x'…), BooleanValue(ctx, "x"…), useFlag("x"…), useBooleanFlagValue("x"…). */
    private static final Pattern CALL = Pattern.compile(
            "(?:\\b(?:get|use|fetch)?_?(?:boolean|bool|string|str|number|integer|int|long|double|float|object|json)_?(?:flag)?_?(?:value|details|evaluation)"
                    + "(?:_?async)?|\\buse_?flag)\\s*(?:<[^>\\n]{0,80}>)?\\s*\\(\\s*(?:(?:ctx|context)[^,\"'`\\n]{0,60},\\s*)?"
                    + "(?:\"([^\"\\\\\\n]{1,200})\"|'([^'\\\\\\n]{1,200})'|`([^`$\\\\\\n]{1,200})`)",
            Pattern.CASE_INSENSITIVE);

    private final Path root;
    private final Set<String> known;
    private final SortedMap<String, List<Place>> found = new TreeMap<>();
    private final SortedMap<String, List<Place>> unknown = new TreeMap<>();
    private int files;

    /**
     * Where a name stands.
     *
     * @param line counted from 1
     */
    record Place(Path file, int line) {}

    ReferenceScan(Path root, Set<String> known) {
        this.root = root;
        this.known = known;
    }

    /** Looks through all files; directories of tools, hidden ones and what is no source code are left out. */
    void run() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean isSkipped = !directory.equals(root) && (name(directory).startsWith(".") || SKIPPED_DIRECTORIES.contains(name(directory)));
                    return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && attributes.size() <= LARGEST && isSource(name(file))) {
                        look(file);
                    }
                    return files < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, root + " cannot be read: " + e.getMessage(), "see its permissions", e);
        }
        if (files >= MOST_FILES) {
            throw new HoldfastException(ErrorCode.LIMIT_EXCEEDED, root + " has more than " + MOST_FILES + " source files", "name a directory inside it");
        }
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }

    private static boolean isSource(String name) {
        return !name.startsWith(".") && !name.endsWith(".min.js") && !SKIPPED_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private void look(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        files++;
        for (byte one : bytes) {
            if (one == 0) {
                return;
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        LineCount lines = new LineCount(text);
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            String name = group(quoted);
            if (known.contains(name)) {
                found.computeIfAbsent(name, key -> new ArrayList<>()).add(new Place(root.relativize(file), lines.at(quoted.start())));
            }
        }
        LineCount again = new LineCount(text);
        Matcher call = CALL.matcher(text);
        while (call.find()) {
            String name = group(call);
            if (!known.contains(name)) {
                unknown.computeIfAbsent(name, key -> new ArrayList<>()).add(new Place(root.relativize(file), again.at(call.end())));
            }
        }
    }

    private static String group(Matcher matcher) {
        for (int i = 1; i <= 3; i++) {
            String text = matcher.group(i);
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    /** Counts lines up to places that are asked for in their order. */
    private static final class LineCount {
        private final String text;
        private int at;
        private int line = 1;

        LineCount(String text) {
            this.text = text;
        }

        int at(int index) {
            while (at < index) {
                if (text.charAt(at++) == '\n') {
                    line++;
                }
            }
            return line;
        }
    }

    int files() {
        return files;
    }

    /** Where each known name stands. */
    SortedMap<String, List<Place>> found() {
        return found;
    }

    /** Names that are evaluated and not known, with where. */
    SortedMap<String, List<Place>> unknown() {
        return unknown;
    }

    /** Known names that stand nowhere. */
    List<String> unreferenced() {
        return known.stream().filter(name -> !found.containsKey(name)).sorted().toList();
    }
}
