package dev.holdfast.server.flag.publish;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagEdits;
import dev.holdfast.control.flag.life.Conventions;
import java.util.List;

/** What is to be published, made from whatever is served at that moment. */
@FunctionalInterface
public interface Draft {
    Result on(RuleSet current);

    /** What came out. */
    sealed interface Result {
        /** It can be served. */
        record Sound(FlagDocument document) implements Result {}

        /** It cannot. */
        record Refused(List<Problem> problems) implements Result {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** It does not fit what is served. */
        record Inapplicable(String message, String next) implements Result {}
    }

    /** A whole document as UTF-8. */
    static Draft document(byte[] utf8) {
        return current -> result(Conventions.read(utf8, current.document()));
    }

    /** The content of an earlier version, which was sound when it was published. */
    static Draft content(FlagDocument document) {
        return current -> new Result.Sound(document);
    }

    /** Changes of single flags. */
    static Draft edits(List<FlagEdit> edits) {
        return current -> switch (FlagEdits.apply(edits, current.document())) {
            case FlagEdits.Outcome.Edited edited -> new Result.Sound(edited.document());
            case FlagEdits.Outcome.Inapplicable unfit -> new Result.Inapplicable(unfit.message(), unfit.next());
            case FlagEdits.Outcome.Refused refused -> result(refused.reason());
        };
    }

    private static Result result(FlagDocument.Outcome outcome) {
        return switch (outcome) {
            case FlagDocument.Outcome.Accepted accepted -> new Result.Sound(accepted.document());
            case FlagDocument.Outcome.Refused refused -> new Result.Refused(refused.problems());
        };
    }
}
