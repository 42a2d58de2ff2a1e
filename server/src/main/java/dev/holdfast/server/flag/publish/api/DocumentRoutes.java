package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.Differences;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.PrettyJson;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.VersionStore;
import dev.holdfast.server.flag.publish.api.Views.DifferenceView;
import dev.holdfast.server.flag.publish.api.Views.VersionView;
import dev.holdfast.server.flag.publish.change.Work;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whole documents: as they are, as they were, where they differ, and the next one. */
final class DocumentRoutes {
    private static final String PATH = FlagPaths.ENVIRONMENT;
    private static final int MAX_PAGE = 500;
    private static final BodyRule DOCUMENT = new BodyRule(BodyRule.Form.JSON, FlagDocument.LIMIT_BYTES, FlagdDocument.class);

    private final FlagEnvironments environments;
    private final VersionStore versions;
    private final ChangeReplies changes;

    /** A document in flagd's format. */
    public record FlagdDocument(Map<String, Object> flags, Optional<Map<String, Object>> metadata) {}

    /** Versions, newest first. */
    public record History(List<VersionView> versions, Optional<String> next) {}

    /** A version, and where it differs from another. */
    public record Diff(String from, String to, List<DifferenceView> differences) {}

    /** Back to an earlier version: all of it, or one flag. */
    public record RollbackRequest(long version, Optional<String> flag, String reason) {}

    DocumentRoutes(FlagEnvironments environments, VersionStore versions, ChangeReplies changes) {
        this.environments = environments;
        this.versions = versions;
        this.changes = changes;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.GET, PATH + "/document", FlagPaths.READERS, "Export the flags of an environment")
                        .query("version", "an earlier version, by its number")
                        .query("form", "'pretty' for people and version control; canonical otherwise")
                        .header("If-None-Match", "the ETag of the document that the caller has")
                        .answers(Answer.bytes(200, "the document in flagd's format", "application/json"))
                        .answers(Answer.empty(304, "the caller has it"))
                        .handle(this::document),
                ChangeReplies.answers(Route.of(Method.PUT, PATH + "/document", FlagPaths.OPERATORS, "Publish the flags of an environment")
                                .takes(DOCUMENT)
                                .query("reason", "why, in one sentence")
                                .header("If-Match", "the version that was changed, or '*' for any"))
                        .handle(this::publish),
                Route.of(Method.GET, PATH + "/history", FlagPaths.READERS, "List what was published in an environment")
                        .query("limit", "how many versions at most, up to " + MAX_PAGE)
                        .query("after", "where to go on, from 'next' of the answer before")
                        .query("flag", "only versions that changed this flag")
                        .answers(Answer.json(200, "versions, newest first", History.class))
                        .handle(call -> Reply.json(history(call))),
                Route.of(Method.GET, PATH + "/diff", FlagPaths.READERS, "Show where two versions differ")
                        .query("from", "a version; the one before 'to' if it is left out")
                        .query("to", "a version; the one that is served if it is left out")
                        .answers(Answer.json(200, "flags, evaluators and metadata that differ", Diff.class))
                        .handle(call -> Reply.json(diff(call))),
                ChangeReplies.answers(Route.of(Method.POST, PATH + "/rollback", FlagPaths.OPERATORS, "Publish an earlier version anew")
                                .takes(BodyRule.json(RollbackRequest.class))
                                .header("If-Match", "the version that has to be served still; any if it is left out"))
                        .handle(this::rollback));
    }

    private Reply document(Call call) {
        EnvironmentId id = FlagPaths.environment(call);
        FlagsVersion current = environments.require(id).current().version();
        Optional<Long> wanted = Paging.number(call, "version");
        FlagsVersion version = wanted.isPresent() ? require(id, wanted.get()) : current;
        boolean isPretty = call.query("form").equals(Optional.of("pretty"));
        String tag = isPretty ? "\"" + version + "-pretty\"" : FlagPaths.tag(version);
        if (call.header("If-None-Match").equals(Optional.of(tag))) {
            return Reply.empty(304).with("ETag", tag);
        }
        @Nullable Object json = content(id, version).json();
        byte[] body = isPretty ? PrettyJson.text(json).getBytes(StandardCharsets.UTF_8) : CanonicalJson.bytes(json);
        return Reply.bytes("application/json", body)
                .with("ETag", tag)
                .with("X-Flags-Version", version.toString())
                .with("Content-Disposition", "attachment; filename=\"flags.json\"");
    }

    private FlagDocument content(EnvironmentId id, FlagsVersion version) {
        return environments.require(id).current().version().equals(version)
                ? environments.require(id).current().document()
                : versions.document(id, version);
    }

    private FlagsVersion require(EnvironmentId id, long sequence) {
        FlagsVersion current = environments.require(id).current().version();
        if (sequence == current.sequence()) {
            return current;
        }
        return versions.find(id, sequence)
                .map(Publication::version)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NOT_FOUND, "there is no version " + sequence + " of the flags of " + id, "list them with 'holdfast flags history'"));
    }

    private Reply publish(Call call) {
        OptionalLong expected = FlagPaths.required(call);
        return changes.ask(call, new Work.Document(text(call.bytes())), call.query("reason").orElse(""), expected, Optional.empty());
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "the document is not UTF-8", "save it as UTF-8", e);
        }
    }

    private History history(Call call) {
        EnvironmentId id = environments.require(FlagPaths.environment(call)).id();
        int limit = Paging.limit(call, 50, MAX_PAGE);
        List<Publication> page = versions.newest(id, Paging.number(call, "after").orElse(Long.MAX_VALUE), limit);
        Optional<String> flag = call.query("flag");
        List<VersionView> shown = page.stream()
                .filter(version -> flag.isEmpty() || version.changed().contains(flag.get()))
                .map(VersionView::of)
                .toList();
        return new History(shown, page.size() < limit ? Optional.empty() : Optional.of(String.valueOf(page.getLast().version().sequence())));
    }

    private Diff diff(Call call) {
        EnvironmentId id = FlagPaths.environment(call);
        FlagsVersion to = require(id, Paging.number(call, "to").orElse(environments.require(id).current().version().sequence()));
        long from = Paging.number(call, "from").orElse(Math.max(0, to.sequence() - 1));
        @Nullable Object before = from == 0 ? Map.of() : content(id, require(id, from)).json();
        @Nullable Object after = to.sequence() == 0 ? Map.of() : content(id, to).json();
        return new Diff(
                String.valueOf(from), String.valueOf(to.sequence()),
                Differences.between(before, after).stream().map(DifferenceView::of).toList());
    }

    private Reply rollback(Call call) {
        EnvironmentId id = FlagPaths.environment(call);
        RollbackRequest request = call.json(RollbackRequest.class);
        FlagsVersion to = require(id, request.version());
        Work work = request.flag().<Work>map(flag -> new Work.Edits(List.of(asIn(id, to, flag)))).orElseGet(() -> new Work.Rollback(to));
        return changes.ask(call, work, request.reason(), FlagPaths.expected(call), Optional.empty());
    }

    private FlagEdit asIn(EnvironmentId id, FlagsVersion version, String flag) {
        Object json = content(id, version).json();
        if (json instanceof Map<?, ?> document && document.get("flags") instanceof Map<?, ?> flags && flags.get(flag) instanceof Map<?, ?> was) {
            Map<String, Object> definition = new LinkedHashMap<>();
            was.forEach((key, value) -> definition.put((String) key, value));
            return new FlagEdit.Put(flag, definition);
        }
        return new FlagEdit.Remove(flag);
    }
}
