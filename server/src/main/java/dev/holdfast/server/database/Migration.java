package dev.holdfast.server.database;

import java.util.List;

/**
 * The tables of one subject, as the list of all changes ever made to them.
 *
 * @param subject a name that never changes, such as {@code tokens}
 * @param steps SQL, each run once and in order; a released step is never edited, a new one is added at the end
 */
public record Migration(String subject, List<String> steps) {
    public Migration {
        steps = List.copyOf(steps);
    }
}
