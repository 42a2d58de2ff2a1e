package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems that were found so far. */
public final class Problems {
    private static final int MOST = 200;

    private final Parsed.Document document;
    private final List<Problem> found = new ArrayList<>();

    public Problems(Parsed.Document document) {
        this.document = document;
    }

    public void add(Pointer pointer, String message, String next) {
        // A reader needs no more than this, and a hostile document could hold millions.
        if (found.size() < MOST) {
            found.add(new Problem(pointer, document.place(pointer), message, next));
        }
    }

    /** A collection of its own over the same document. */
    Problems aside() {
        return new Problems(document);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them, in the order in which they stand in the text. */
    public List<Problem> inOrder() {
        Comparator<Problem> order = Comparator.comparingInt(problem -> problem.place().line());
        return found.stream().sorted(order.thenComparingInt(problem -> problem.place().column())).distinct().toList();
    }
}
