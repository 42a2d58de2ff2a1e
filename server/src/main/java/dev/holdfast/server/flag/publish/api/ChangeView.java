package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagEdits;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.change.FlagChange;
import dev.holdfast.server.flag.publish.change.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change that waits or waited, as the API shows it.
 *
 * @param state {@code pending} (for a second person), {@code scheduled}, {@code applied}, {@code rejected}, {@code withdrawn} or {@code failed}
 * @param kind {@code edits}, {@code document}, {@code rollback} or {@code rollout}
 * @param flags which flags it is about; none for a whole document
 * @param edits what it does to them
 * @param base the version that was served when it was asked for
 * @param outcome what became of it, in one sentence
 * @param sequence the version that it is
 */
public record ChangeView(
        String id,
        String state,
        String kind,
        List<String> flags,
        List<Map<String, Object>> edits,
        String author,
        String reason,
        long base,
        Instant asked,
        Optional<Instant> due,
        Optional<String> decider,
        String outcome,
        OptionalLong sequence) {
    /** Changes, those that wait first. */
    public record ChangeList(List<ChangeView> changes) {}

    static ChangeView of(FlagChange change) {
        FlagChange.Wish wish = change.wish();
        List<FlagEdit> edits = edits(wish.work());
        return new ChangeView(
                change.id(),
                Views.lower(change.progress().state()),
                kind(wish.work()),
                edits.stream().map(FlagEdit::flag).distinct().toList(),
                edits.stream().map(edit -> FlagPaths.shown(FlagEdits.json(edit))).toList(),
                wish.author().name(),
                wish.reason().text(),
                wish.base(),
                wish.asked(),
                wish.due(),
                change.progress().decider().map(Author::name),
                change.progress().outcome(),
                change.progress().sequence());
    }

    private static List<FlagEdit> edits(Work work) {
        return switch (work) {
            case Work.Edits some -> some.edits();
            case Work.Begin begin -> List.of(begin.plan().move(0));
            case Work.Document document -> List.of();
            case Work.Rollback rollback -> List.of();
        };
    }

    private static String kind(Work work) {
        return switch (work) {
            case Work.Edits some -> "edits";
            case Work.Begin begin -> "rollout";
            case Work.Document document -> "document";
            case Work.Rollback rollback -> "rollback";
        };
    }
}
