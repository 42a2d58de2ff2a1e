package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.FlagChange;
import dev.holdfast.server.flag.publish.rollout.GuardedRollout;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes environments and projects out of service. Nothing of what would be missed ends without somebody having said that it may. */
final class ArchiveRoutes {
    private static final String FORCE = "force";
    /** Served at the server's root, and the flags by which the server itself is run. */
    private static final Set<EnvironmentId> KEPT =
            Set.of(EnvironmentId.DEFAULT, new EnvironmentId(OwnFlag.PROJECT, OwnFlag.ENVIRONMENT));


    private final FlagEnvironments environments;
    private final ChangeDesk desk;
    private final Rollouts rollouts;
    private final ChangeReplies replies;

    /**
     * What is out of service.
     *
     * @param ended what ended with it, in words
     */
    public record Archived(List<String> environments, List<String> ended) {}

    ArchiveRoutes(FlagEnvironments environments, ChangeDesk desk, Rollouts rollouts, ChangeReplies replies) {
        this.environments = environments;
        this.desk = desk;
        this.rollouts = rollouts;
        this.replies = replies;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.DELETE, FlagPaths.ENVIRONMENT, FlagPaths.ADMINS, "Take an environment out of service; its versions stay")
                        .query(FORCE, "'true' ends what uses it, too")
                        .answers(Answer.json(200, "it is not served any more", Archived.class))
                        .handle(this::environment),
                Route.of(Method.DELETE, FlagPaths.PROJECTS + "/{project}", FlagPaths.ADMINS, "Take a project out of service; its versions stay")
                        .query(FORCE, "'true' takes its environments out of service, too, and ends what uses them")
                        .answers(Answer.json(200, "it is not served any more", Archived.class))
                        .handle(this::project));
    }

    private Reply environment(Call call) {
        EnvironmentId id = environments.require(FlagPaths.environment(call)).id();
        List<String> uses = requireFree(call, id);
        archive(call, id, uses);
        return Reply.json(new Archived(List.of(id.toString()), uses));
    }

    private Reply project(Call call) {
        String project = call.path("project");
        if (KEPT.stream().anyMatch(id -> id.project().equals(project))) {
            throw isKept("the project '" + project + "'");
        }
        List<EnvironmentId> all = isForced(call) ? environments.of(project).stream().map(LiveEnvironment::id).toList() : List.of();
        List<String> ended = new ArrayList<>();
        for (EnvironmentId id : all) {
            List<String> uses = requireFree(call, id);
            archive(call, id, uses);
            uses.forEach(use -> ended.add(id + ": " + use));
        }
        environments.archiveProject(project);
        replies.record(call, "flags.project.archive", project, Map.of("environments", String.join(" ", all.stream().map(EnvironmentId::toString).toList())));
        return Reply.json(new Archived(all.stream().map(EnvironmentId::toString).toList(), ended));
    }

    private static boolean isForced(Call call) {
        return call.query(FORCE).filter("true"::equals).isPresent();
    }

    private static HoldfastException isKept(String what) {
        return new HoldfastException(ErrorCode.CONFLICT, what + " is always there: the server itself needs it", "remove flags of it that nobody asks for");
    }

    /** What uses the environment; fails if that is anything and may not end. */
    private List<String> requireFree(Call call, EnvironmentId id) {
        if (KEPT.contains(id)) {
            throw isKept("the environment " + id);
        }
        List<String> uses = new ArrayList<>();
        int flags = environments.require(id).current().keys().size();
        count(uses, flags, "flag that is served", "flags that are served");
        count(uses, open(id).size(), "change that waits", "changes that wait");
        count(uses, running(id).size(), "roll-out that goes on", "roll-outs that go on");
        uses.addAll(environments.uses(id));
        if (!uses.isEmpty() && !isForced(call)) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "the environment " + id + " has " + String.join(", ", uses), "take them out first, or end them with it: --force (in the API force=true)");
        }
        return uses;
    }

    private static void count(List<String> uses, int count, String one, String many) {
        if (count > 0) {
            uses.add(count + " " + (count == 1 ? one : many));
        }
    }

    private List<FlagChange> open(EnvironmentId id) {
        return desk.store().list(id).stream().filter(change -> change.progress().state().isOpen()).toList();
    }

    private List<GuardedRollout> running(EnvironmentId id) {
        return rollouts.store().list(id).stream().filter(rollout -> rollout.progress().state() == GuardedRollout.State.RUNNING).toList();
    }

    private void archive(Call call, EnvironmentId id, List<String> uses) {
        Author by = Author.of(call.caller());
        // First of all, so that nothing new begins meanwhile.
        environments.archive(id);
        // As many as are listed at once; some may be left.
        for (List<FlagChange> some = open(id); !some.isEmpty(); some = open(id)) {
            some.forEach(change -> desk.end(id, change.id(), by));
        }
        for (GuardedRollout rollout : running(id)) {
            rollouts.cancel(id, rollout.id(), by);
        }
        replies.record(call, "flags.environment.archive", id.toString(), Map.of("ended", String.join(", ", uses)));
    }
}
