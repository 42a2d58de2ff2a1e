package dev.holdfast.server.config;

import dev.holdfast.control.config.ConfigurationDocument;
import dev.holdfast.control.config.Difference;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.api.Versions;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.config.ConfigurationViews.CheckView;
import dev.holdfast.server.config.ConfigurationViews.ConfigurationView;
import dev.holdfast.server.config.ConfigurationViews.DifferenceView;
import dev.holdfast.server.config.ConfigurationViews.EffectiveView;
import dev.holdfast.server.config.ConfigurationViews.History;
import dev.holdfast.server.config.ConfigurationViews.SettingList;
import dev.holdfast.server.config.ConfigurationViews.SettingView;
import dev.holdfast.server.config.ConfigurationViews.VersionView;
import dev.holdfast.server.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The configuration over HTTP. Operators may look and check; changing it is for administrators of the whole server alone, because a setting
 * reaches every tenant and every machine.
 */
public final class ConfigurationRoutes {
    private static final String BASE = "/api/v1/configuration";
    private static final int MAX_REASON = 500;
    private static final int PROBLEMS_TOLD = 3;

    private final LiveConfiguration live;
    private final ConfigurationStore store;
    private final AuditTrail audit;

    /** A document to publish, and why. */
    public record PublishBody(Map<String, Object> document, String reason) {}

    /** A document to look through. */
    public record CheckBody(Map<String, Object> document) {}

    /** The number of the version that shall hold again, and why. */
    public record RollbackBody(long to, String reason) {}

    public ConfigurationRoutes(LiveConfiguration live, ConfigurationStore store, AuditTrail audit) {
        this.live = live;
        this.store = store;
        this.audit = audit;
    }

    public List<Route> routes() {
        Access readers = new Access.ServerWide(Role.READING);
        return List.of(
                Route.of(Method.GET, BASE, readers, "Show the configuration")
                        .answers(Answer.json(200, "what was published last", ConfigurationView.class))
                        .handle(call -> Reply.json(view(live.current()))),
                Route.of(Method.GET, BASE + "/settings", readers, "List all settings there are")
                        .answers(Answer.json(200, "all settings, by name", SettingList.class))
                        .handle(call -> Reply.json(
                                new SettingList(live.schema().settings().stream().map(SettingView::of).toList()))),
                Route.of(Method.GET, BASE + "/effective", readers, "Show what holds for this server")
                        .answers(Answer.json(200, "every setting for servers, with where its value comes from", EffectiveView.class))
                        .handle(call -> Reply.json(effective())),
                Route.of(Method.GET, BASE + "/history", readers, "List what was published")
                        .query("limit", "how many at most; 50 unless told, up to 200")
                        .query("before", "a number of a version: only versions below it")
                        .answers(Answer.json(200, "versions, newest first", History.class))
                        .handle(call -> Reply.json(history(call))),
                Route.of(Method.GET, BASE + "/versions/{sequence}", readers, "Show a version")
                        .answers(Answer.json(200, "the version", ConfigurationView.class))
                        .handle(call -> Reply.json(view(store.require(number(call.path("sequence")))))),
                Route.of(Method.GET, BASE + "/diff", readers, "Compare two versions")
                        .query("from", "the number of a version")
                        .query("to", "the number of another; the newest unless told")
                        .answers(Answer.json(200, "what is said about settings in one and the other", DifferenceView.class))
                        .handle(call -> Reply.json(difference(call))),
                Route.of(Method.POST, BASE + "/check", new Access.ServerWide(Role.OPERATING), "Look through a configuration without publishing it")
                        .takes(BodyRule.json(CheckBody.class))
                        .answers(Answer.json(200, "everything that is wrong, and what it would change", CheckView.class))
                        .handle(call -> Reply.json(check(call))),
                Route.of(Method.PUT, BASE, new Access.ServerWide(Role.ADMINISTERING), "Publish a configuration")
                        .takes(BodyRule.json(PublishBody.class))
                        .header("If-Match", "the number of the version that was read")
                        .answers(Answer.json(200, "the version as it was published", VersionView.class))
                        .handle(this::publish),
                Route.of(Method.POST, BASE + "/rollback", new Access.ServerWide(Role.ADMINISTERING), "Publish an earlier version again")
                        .takes(BodyRule.json(RollbackBody.class))
                        .header("If-Match", "the number of the version that was read")
                        .answers(Answer.json(200, "the new version", VersionView.class))
                        .handle(this::rollBack));
    }

    private ConfigurationView view(ConfigurationStore.Stored stored) {
        return new ConfigurationView(
                version(stored.publication()),
                ConfigurationViews.plainMap(stored.publication().document().json()),
                ConfigurationViews.problems(stored.problems()));
    }

    /** A version with what it changed in the one before. */
    private VersionView version(Publication publication) {
        Optional<ConfigurationStore.Stored> before =
                publication.version().sequence() == 0 ? Optional.empty() : store.find(publication.version().sequence() - 1);
        ConfigurationDocument earlier = before.map(stored -> stored.publication().document()).orElse(ConfigurationDocument.EMPTY);
        return VersionView.of(publication, Difference.between(earlier, publication.document()));
    }

    private EffectiveView effective() {
        return new EffectiveView(
                live.self().id(),
                live.self().cells().stream().sorted().toList(),
                live.current().publication().version().toString(),
                ConfigurationViews.values(live.values()));
    }

    private History history(Call call) {
        int limit = Paging.limit(call, 50, 200);
        List<Publication> found = store.list(Paging.number(call, "before").orElse(Long.MAX_VALUE), limit);
        Optional<String> next = found.size() < limit || found.getLast().version().sequence() == 1
                ? Optional.empty()
                : Optional.of(Long.toString(found.getLast().version().sequence()));
        return new History(found.stream().map(this::version).toList(), next);
    }

    private DifferenceView difference(Call call) {
        long newest = live.current().publication().version().sequence();
        long from = Paging.number(call, "from").orElse(Math.max(0, newest - 1));
        long to = Paging.number(call, "to").orElse(newest);
        Difference difference =
                Difference.between(store.require(from).publication().document(), store.require(to).publication().document());
        return new DifferenceView(from, to, ConfigurationViews.changes(difference));
    }

    private CheckView check(Call call) {
        ConfigurationDocument.Checked checked = read(call.json(CheckBody.class).document());
        Difference difference = Difference.between(live.current().publication().document(), checked.sound());
        return new CheckView(ConfigurationViews.problems(checked.problems()), ConfigurationViews.changes(difference));
    }

    private ConfigurationDocument.Checked read(Map<String, Object> document) {
        return ConfigurationDocument.read(live.schema(), Json.bytes(document));
    }

    private Reply publish(Call call) {
        PublishBody body = call.json(PublishBody.class);
        ConfigurationDocument.Checked checked = read(body.document());
        if (!checked.problems().isEmpty()) {
            throw refused(checked.problems());
        }
        return published(call, checked.sound(), body.reason(), "configuration.publish");
    }

    private Reply rollBack(Call call) {
        RollbackBody body = call.json(RollbackBody.class);
        return published(call, live.restorable(body.to()), body.reason(), "configuration.rollback");
    }

    private Reply published(Call call, ConfigurationDocument document, String reason, String action) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "a change of the configuration has a reason of at most " + MAX_REASON + " letters", "say why");
        }
        long expected = Versions.expected(call);
        Publication before = live.current().publication();
        Difference difference = Difference.between(before.document(), document);
        if (difference.isEmpty() && expected == before.version().sequence()) {
            return reply(before);
        }
        Publication publication = live.publish(expected, document, call.caller(), reason);
        String names = difference.changes().stream().map(Difference.Change::name).collect(Collectors.joining(" "));
        Map<String, String> detail = Map.of("version", publication.version().toString(), "reason", reason, "settings", names);
        audit.record(
                call.caller(),
                call.requestId(),
                new AuditTrail.Act(Optional.empty(), action, "configuration", AuditTrail.Outcome.DONE, detail));
        return reply(publication);
    }

    private Reply reply(Publication publication) {
        return Reply.json(version(publication)).with("ETag", "\"" + publication.version().sequence() + "\"");
    }

    private static HoldfastException refused(List<Problem> problems) {
        String told = problems.stream()
                .limit(PROBLEMS_TOLD)
                .map(problem -> problem.pointer() + ": " + problem.message() + (problem.next().isEmpty() ? "" : "; " + problem.next()))
                .collect(Collectors.joining(" | "));
        String rest = problems.size() > PROBLEMS_TOLD ? " | and " + (problems.size() - PROBLEMS_TOLD) + " more" : "";
        return new HoldfastException(
                ErrorCode.INVALID_ARGUMENT,
                "the configuration is not sound: " + told + rest,
                "POST " + BASE + "/check tells everything that is wrong; nothing was changed");
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "a version of the configuration is a number", "holdfast config history lists them");
        }
        return Long.parseLong(text);
    }
}
