package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.PublishOutcome;
import dev.holdfast.server.flag.publish.Reason;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.ChangeOutcome;
import dev.holdfast.server.flag.publish.change.FlagChange;
import dev.holdfast.server.flag.publish.change.Work;
import dev.holdfast.server.http.ErrorBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks for changes and answers what came of them, after the audit trail knows. */
final class ChangeReplies {
    static final int UNPROCESSABLE = 422;

    private final ChangeDesk desk;
    private final AuditTrail audit;

    ChangeReplies(ChangeDesk desk, AuditTrail audit) {
        this.desk = desk;
        this.audit = audit;
    }

    /** Documents the answers that {@link #ask} gives. */
    static Route.Draft answers(Route.Draft route) {
        return route.answers(Answer.json(200, "published, or so already", Views.Result.class))
                .answers(Answer.json(202, "it waits for a second person or its time", ChangeView.class))
                .answers(Answer.json(UNPROCESSABLE, "it cannot be served; what was served before still is", Views.Refused.class));
    }

    /** Asks for a change in the name of the caller. */
    Reply ask(Call call, Work work, String reason, OptionalLong expected, Optional<Instant> due) {
        EnvironmentId id = FlagPaths.environment(call);
        ChangeDesk.Order order = new ChangeDesk.Order(Author.of(call.caller()), new Reason(reason), expected, due);
        return switch (desk.ask(id, work, order)) {
            case ChangeOutcome.Waits waits -> waits(call, id, waits.change());
            case ChangeOutcome.Tried tried -> tried(call, id, tried.outcome(), reason);
        };
    }

    private Reply waits(Call call, EnvironmentId id, FlagChange change) {
        ChangeView view = ChangeView.of(change);
        record(call, "flags.change.request", id + "/" + change.id(), Map.of("state", view.state(), "kind", view.kind(), "reason", view.reason()));
        return Reply.json(202, view);
    }

    private Reply tried(Call call, EnvironmentId id, PublishOutcome outcome, String reason) {
        return switch (outcome) {
            case PublishOutcome.Published published -> {
                Views.VersionView version = Views.VersionView.of(published.publication());
                record(call, "flags.publish", id + "@" + version.sequence(), Map.of(
                        "flags_version", version.flagsVersion(),
                        "origin", version.origin(),
                        "reason", reason,
                        "changed", cut(String.join(" ", version.changed()))));
                yield result("published", published.publication().version(), version.changed());
            }
            case PublishOutcome.Unchanged unchanged -> result("unchanged", unchanged.version(), List.of());
            case PublishOutcome.Outdated outdated -> throw new HoldfastException(
                    ErrorCode.CHANGED_MEANWHILE,
                    "the flags of " + id + " were changed meanwhile and are at version " + outdated.current().sequence() + " now",
                    "read them again, then repeat the change");
            case PublishOutcome.Inapplicable unfit -> throw new HoldfastException(ErrorCode.CONFLICT, unfit.message(), unfit.next());
            case PublishOutcome.Refused refused -> refused(refused.problems(), call.requestId());
        };
    }

    private static Reply result(String outcome, FlagsVersion version, List<String> changed) {
        return Reply.json(new Views.Result(outcome, version.toString(), version.sequence(), changed)).with("ETag", FlagPaths.tag(version));
    }

    /** What cannot be served, with all reasons. */
    static Reply refused(List<Problem> problems, String requestId) {
        int more = problems.size() - 1;
        String first = problems.getFirst().toString();
        ErrorBody.Fault fault = new ErrorBody.Fault(
                "invalid_argument",
                "user",
                "these flags cannot be served: " + first + (more == 0 ? "" : " (and " + more + (more == 1 ? " more problem)" : " more problems)")),
                "correct what 'problems' lists; 'holdfast flags lint FILE' finds the same",
                requestId);
        return Reply.json(UNPROCESSABLE, new Views.Refused(fault, problems.stream().map(Views.ProblemView::of).toList()));
    }

    /** Writes down an act on the flags of the whole server. */
    void record(Call call, String action, String object, Map<String, String> detail) {
        audit.record(call.caller(), call.requestId(), new AuditTrail.Act(Optional.empty(), action, object, AuditTrail.Outcome.DONE, detail));
    }

    /** The names of thousands of flags would be too much for one record; the version has them all. */
    private static String cut(String names) {
        return names.length() <= 2000 ? names : names.substring(0, 2000) + "…";
    }
}
