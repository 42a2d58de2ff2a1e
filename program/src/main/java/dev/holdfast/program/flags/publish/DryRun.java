package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.Differences;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagEdits;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.life.Conventions;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.flag.publish.change.Work;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what a change would lead to, and does not make it. At a server it is the server that says whether it could be published. */
final class DryRun {
    static final Option OPTION = Option.flag("--dry-run", "check it and print what would differ; change nothing").or("-n");

    /** The same for all commands that have it. */
    static final String EXPLAINED = " With --dry-run nothing is changed: it prints what would differ, and ends with 0 whether or not something would, "
            + "or as the change itself would if that were refused.";

    private final FlagService service;
    private final Console console;

    DryRun(FlagService service, Console console) {
        this.service = service;
        this.console = console;
    }

    /** Tries an edit of a file or at a server; which one may depend on what the flags are now. */
    static ExitCode edit(Invocation invocation, String command, Function<FlagDocument, FlagEdit> wish) {
        if (invocation.arguments().has(When.AT)) {
            throw Usage.error(command, "--dry-run looks at what is there now; leave out --at");
        }
        return switch (FlagPlace.of(invocation)) {
            case FlagPlace.InFile place -> {
                EditedFile file = new EditedFile(place.path());
                yield print(invocation.console(), file, file.draft(wish.apply(file.document())));
            }
            case FlagPlace.AtServer server -> {
                try (FlagService service = server.connect(invocation)) {
                    DryRun trial = new DryRun(service, invocation.console());
                    Served served = trial.served();
                    yield trial.edit(served, wish.apply(served.document()));
                }
            }
        };
    }

    private static ExitCode print(Console console, EditedFile file, EditedFile.Draft draft) {
        List<Differences.Difference> differences = Differences.between(draft.before(), draft.after());
        boolean isSame = draft.outcome() == EditedFile.Outcome.UNCHANGED;
        if (console.isJson()) {
            console.line(CanonicalJson.text(Map.of(
                    "outcome", isSame ? "unchanged" : "would_change",
                    "file", file.path().toString(),
                    "differences", DifferenceOutput.json(differences))));
        } else if (isSame) {
            console.line("nothing to change: " + file.path() + " has it so");
        } else {
            DifferenceOutput.print(console, differences);
            console.note(file.path() + " was left as it is");
        }
        return ExitCode.COMPLETE;
    }

    /** What a server serves now. */
    private record Served(FlagDocument document, FlagsVersion version) {}

    private Served served() {
        FlagService.Published published = service.document(Optional.empty(), "canonical");
        FlagsVersion version = FlagsVersion.read(published.version())
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.UNSUPPORTED, "the server does not say which version it serves", "use the program of the server's version"));
        return new Served(FlagsListCommand.read(published), version);
    }

    /** Tries a whole document, which may have to be made on top of a certain version. */
    ExitCode document(byte[] utf8, Optional<String> expected) {
        Served served = served();
        long now = served.version().sequence();
        // The digest, where there is one, says no more than the number does.
        if (expected.filter(version -> !version.split("-", 2)[0].equals(String.valueOf(now))).isPresent()) {
            throw new HoldfastException(
                    ErrorCode.CHANGED_MEANWHILE, "the server is not at version " + expected.get() + " but at " + now, "export the flags again, then repeat the change");
        }
        // Read here first: problems are to be named with their places in the file, of which the server sees only the content.
        return switch (Conventions.read(utf8, served.document())) {
            case FlagDocument.Outcome.Refused refused -> refused(new FlagService.Answer.Refused(
                    refused.problems().getFirst().toString(), refused.problems().stream().map(Slip::of).toList()));
            case FlagDocument.Outcome.Accepted accepted -> {
                FlagDocument after = accepted.document();
                Optional<FlagService.Answer.Refused> refusal = refusal(served, Map.of("document", Objects.requireNonNull(after.json())));
                yield refusal.isPresent() ? refused(refusal.get()) : print(served, after, new Work.Document(""));
            }
        };
    }

    /** Tries to go back to an earlier version, or to one flag of it. */
    ExitCode rollback(long version, Optional<String> flag) {
        Served served = served();
        FlagDocument then = FlagsListCommand.read(service.document(Optional.of(version), "canonical"));
        if (flag.isEmpty()) {
            // What was published once is published again without being looked at; there is nothing to ask.
            return print(served, then, new Work.Rollback(served.version()));
        }
        Map<String, Object> was = then.written(flag.get());
        return edit(served, was.isEmpty() ? new FlagEdit.Remove(flag.get()) : new FlagEdit.Put(flag.get(), was));
    }

    private ExitCode edit(Served served, FlagEdit edit) {
        Optional<FlagService.Answer.Refused> refusal = refusal(served, Map.of("edits", List.of(FlagEdits.json(edit))));
        return refusal.isPresent() ? refused(refusal.get()) : print(served, edited(served, edit), new Work.Edits(List.of(edit)));
    }

    private ExitCode refused(FlagService.Answer.Refused refusal) {
        return new ChangeOutput(console).print(refusal);
    }

    /** Why the server would not publish it; empty if it would. */
    private Optional<FlagService.Answer.Refused> refusal(Served served, Map<String, Object> draft) {
        return switch (service.check(draft)) {
            case FlagService.Verdict.Unsound unsound -> Optional.of(unsound.why());
            case FlagService.Verdict.Sound sound when sound.sequence() == served.version().sequence() + 1 -> Optional.empty();
            case FlagService.Verdict.Sound other -> throw new HoldfastException(
                    ErrorCode.CHANGED_MEANWHILE, "somebody published version " + (other.sequence() - 1) + " while this was looked at", "run the command again");
        };
    }

    private static FlagDocument edited(Served served, FlagEdit edit) {
        return switch (FlagEdits.apply(List.of(edit), served.document())) {
            case FlagEdits.Outcome.Edited edited -> edited.document();
            case FlagEdits.Outcome.Inapplicable unfit -> throw otherwise(unfit.message());
            case FlagEdits.Outcome.Refused refused -> throw otherwise(refused.reason().problems().getFirst().toString());
        };
    }

    private static HoldfastException otherwise(String why) {
        return new HoldfastException(
                ErrorCode.UNSUPPORTED, "the server would take this, but this program does not understand it: " + why, "use the program of the server's version");
    }

    private ExitCode print(Served served, FlagDocument after, Work work) {
        List<Differences.Difference> differences = Differences.between(served.document().json(), after.json());
        boolean isSame = Objects.equals(served.document().json(), after.json());
        boolean isWaiting = !isSame && !work.isSwitchingOff() && service.get("").text("approval").equals("four_eyes");
        if (console.isJson()) {
            console.line(CanonicalJson.text(Map.of(
                    "outcome", isSame ? "unchanged" : isWaiting ? "would_wait" : "would_publish",
                    "sequence", (double) served.version().sequence(),
                    "differences", DifferenceOutput.json(differences))));
        } else if (isSame) {
            console.line("nothing to change: version " + served.version().sequence() + " has it so");
        } else {
            DifferenceOutput.print(console, differences);
            console.note("nothing was published" + (isWaiting ? "; it would wait for another person" : ""));
        }
        return ExitCode.COMPLETE;
    }
}
