package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagEdits;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.access.Identities;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.FlagChange;
import dev.holdfast.server.flag.publish.change.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Changes of single flags, at once, after an approval or at a time. */
final class ChangeRoutes {
    private static final String PATH = FlagPaths.ENVIRONMENT;
    private static final int MOST_EDITS = 1000;

    private final FlagEnvironments environments;
    private final ChangeDesk desk;
    private final ChangeReplies replies;
    private final Identities identities;

    /**
     * A flag to be set.
     *
     * @param to {@code on}, {@code off} or a variant, which everybody gets from then on
     * @param state {@code enabled} or {@code disabled}, for the flag as a whole
     * @param at not before this time
     */
    public record SetRequest(String flag, Optional<String> to, Optional<String> state, String reason, Optional<Instant> at) {}

    /**
     * One change of one flag.
     *
     * @param kind {@code serve}, {@code enable}, {@code disable}, {@code put}, {@code remove} or {@code stage}
     * @param variant for {@code serve} who everybody gets, for {@code stage} what is rolled out
     * @param definition for {@code put}
     * @param stage {@code draft}, {@code internal}, {@code 1%} to {@code 100%}, {@code permanent} or {@code archived}
     * @param otherwise for {@code stage} what everybody else gets
     * @param group for {@code stage} the evaluator that says who is internal
     * @param bucketBy for {@code stage} the attribute by which users are assigned
     */
    public record EditBody(
            String kind,
            String flag,
            Optional<String> variant,
            Optional<Map<String, Object>> definition,
            Optional<String> stage,
            Optional<String> otherwise,
            Optional<String> group,
            Optional<String> bucketBy) {
        FlagEdit edit() {
            Map<String, Object> json = new HashMap<>(Map.of("kind", kind, "flag", flag));
            variant.ifPresent(text -> json.put("variant", text));
            definition.ifPresent(object -> json.put("definition", FlagPaths.plain(object)));
            stage.ifPresent(text -> json.put("stage", text));
            otherwise.ifPresent(text -> json.put("otherwise", text));
            group.ifPresent(text -> json.put("group", text));
            bucketBy.ifPresent(text -> json.put("bucket_by", text));
            return FlagEdits.read(json).orElseThrow(() -> new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "this is no change of flag '" + flag + "': kind '" + kind + "' does not exist or lacks something",
                    "say serve with a variant, enable, disable, put with a definition, remove, or stage with a stage and two different variants"));
        }
    }

    /** Changes that are made together, or not at all. */
    public record ChangeRequest(List<EditBody> edits, String reason, Optional<Instant> at) {}

    /** {@code approve}, {@code reject} or {@code withdraw}. */
    public record Decision(String decision) {}

    ChangeRoutes(FlagEnvironments environments, ChangeDesk desk, ChangeReplies replies, Identities identities) {
        this.environments = environments;
        this.desk = desk;
        this.replies = replies;
        this.identities = identities;
    }

    List<Route> routes() {
        return List.of(
                ChangeReplies.answers(Route.of(Method.POST, PATH + "/set", FlagPaths.OPERATORS, "Set a flag for everybody, or switch it")
                                .takes(BodyRule.json(SetRequest.class)))
                        .handle(this::set),
                ChangeReplies.answers(Route.of(Method.POST, PATH + "/changes", FlagPaths.OPERATORS, "Change some flags")
                                .takes(new BodyRule(BodyRule.Form.JSON, 4 << 20, ChangeRequest.class))
                                .header("If-Match", "the version that has to be served still; any if it is left out"))
                        .handle(this::change),
                Route.of(Method.GET, PATH + "/changes", FlagPaths.READERS, "List the changes that wait or waited")
                        .query("state", "only those in this state")
                        .answers(Answer.json(200, "those that wait first, then the newest first", ChangeView.ChangeList.class))
                        .handle(call -> Reply.json(list(call))),
                Route.of(Method.GET, PATH + "/changes/{change}", FlagPaths.READERS, "Show a change that waits or waited")
                        .answers(Answer.json(200, "the change", ChangeView.class))
                        .handle(call -> Reply.json(ChangeView.of(desk.require(FlagPaths.environment(call), call.path("change"))))),
                Route.of(Method.POST, PATH + "/changes/{change}", FlagPaths.OPERATORS, "Approve, refuse or withdraw a change")
                        .takes(BodyRule.json(Decision.class))
                        .answers(Answer.json(200, "the change as it is now", ChangeView.class))
                        .handle(this::decide));
    }

    private Reply set(Call call) {
        SetRequest request = call.json(SetRequest.class);
        if (request.to().isPresent() == request.state().isPresent()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "either 'to' or 'state' says what to set flag '" + request.flag() + "' to", "give one of them");
        }
        EditBody body = new EditBody(
                request.to().map(to -> "serve").or(() -> request.state().map(ChangeRoutes::kind)).orElse(""),
                request.flag(),
                request.to(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return replies.ask(call, new Work.Edits(List.of(body.edit())), request.reason(), OptionalLong.empty(), request.at());
    }

    private static String kind(String state) {
        return switch (state) {
            case "enabled" -> "enable";
            case "disabled" -> "disable";
            default -> throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "a flag has no state '" + state + "'", "say enabled or disabled");
        };
    }

    private Reply change(Call call) {
        ChangeRequest request = call.json(ChangeRequest.class);
        if (request.edits().isEmpty() || request.edits().size() > MOST_EDITS) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "a change has 1 to " + MOST_EDITS + " edits", "publish the whole document for more");
        }
        List<FlagEdit> edits = request.edits().stream().map(EditBody::edit).toList();
        return replies.ask(call, new Work.Edits(edits), request.reason(), FlagPaths.expected(call), request.at());
    }

    private ChangeView.ChangeList list(Call call) {
        EnvironmentId id = environments.require(FlagPaths.environment(call)).id();
        Optional<String> state = call.query("state");
        return new ChangeView.ChangeList(desk.store().list(id).stream()
                .map(ChangeView::of)
                .filter(view -> state.isEmpty() || view.state().equals(state.get()))
                .toList());
    }

    private Reply decide(Call call) {
        EnvironmentId id = FlagPaths.environment(call);
        String decision = call.json(Decision.class).decision();
        Author by = Author.of(call.caller());
        FlagChange change =
                switch (decision) {
                    case "approve" -> desk.approve(id, call.path("change"), by, identities.since(call.caller()));
                    case "reject", "withdraw" -> desk.end(id, call.path("change"), by);
                    default ->
                        throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "there is no such decision", "say approve, reject or withdraw");
                };
        ChangeView view = ChangeView.of(change);
        replies.record(call, "flags.change." + decision, id + "/" + change.id(), Map.of(
                "state", view.state(), "author", view.author(), "reason", view.reason(), "outcome", view.outcome()));
        return Reply.json(view);
    }
}
