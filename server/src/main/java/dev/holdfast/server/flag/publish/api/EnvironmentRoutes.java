package dev.holdfast.server.flag.publish.api;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.api.Views.EnvironmentView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Projects and environments. */
final class EnvironmentRoutes {
    private final FlagEnvironments environments;
    private final AuditTrail audit;

    /** A project with its environments. */
    public record ProjectView(String name, List<EnvironmentView> environments) {}

    /** All projects, by name. */
    public record ProjectList(List<ProjectView> projects) {}

    /** A project to be made. */
    public record ProjectRequest(String name) {}

    /** An environment to be made; what is left out is as in a new one. */
    public record EnvironmentRequest(String name, Optional<String> approval, Optional<String> evaluation, Optional<List<String>> origins) {}

    /** Other settings; what is left out stays. */
    public record SettingsChange(Optional<String> approval, Optional<String> evaluation, Optional<List<String>> origins) {
        EnvironmentSettings over(EnvironmentSettings before) {
            return new EnvironmentSettings(
                    approval.map(text -> parse(EnvironmentSettings.Approval.class, text)).orElse(before.approval()),
                    evaluation.map(text -> parse(EnvironmentSettings.Evaluation.class, text)).orElse(before.evaluation()),
                    origins.orElse(before.origins()));
        }
    }

    EnvironmentRoutes(FlagEnvironments environments, AuditTrail audit) {
        this.environments = environments;
        this.audit = audit;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.GET, FlagPaths.PROJECTS, FlagPaths.READERS, "List the projects whose flags are served here")
                        .answers(Answer.json(200, "projects with their environments", ProjectList.class))
                        .handle(call -> Reply.json(new ProjectList(environments.projects().stream().map(this::view).toList()))),
                Route.of(Method.POST, FlagPaths.PROJECTS, FlagPaths.ADMINS, "Make a project")
                        .takes(BodyRule.json(ProjectRequest.class))
                        .answers(Answer.json(201, "made, without environments", ProjectView.class))
                        .handle(this::addProject),
                Route.of(Method.POST, FlagPaths.ENVIRONMENTS, FlagPaths.ADMINS, "Make an environment of a project")
                        .takes(BodyRule.json(EnvironmentRequest.class))
                        .answers(Answer.json(201, "made, without flags", EnvironmentView.class))
                        .handle(this::addEnvironment),
                Route.of(Method.GET, FlagPaths.ENVIRONMENT, FlagPaths.READERS, "Show an environment")
                        .answers(Answer.json(200, "its settings and version", EnvironmentView.class))
                        .handle(call -> Reply.json(EnvironmentView.of(environments.require(FlagPaths.environment(call))))),
                Route.of(Method.PATCH, FlagPaths.ENVIRONMENT, FlagPaths.ADMINS, "Change what holds for an environment")
                        .takes(BodyRule.json(SettingsChange.class))
                        .answers(Answer.json(200, "changed", EnvironmentView.class))
                        .handle(this::change));
    }

    private ProjectView view(String project) {
        return new ProjectView(project, environments.of(project).stream().map(EnvironmentView::of).toList());
    }

    private Reply addProject(Call call) {
        String name = call.json(ProjectRequest.class).name();
        environments.addProject(name);
        record(call, "flags.project.create", name, Map.of());
        return Reply.json(201, view(name));
    }

    private Reply addEnvironment(Call call) {
        EnvironmentRequest request = call.json(EnvironmentRequest.class);
        EnvironmentSettings settings =
                new SettingsChange(request.approval(), request.evaluation(), request.origins()).over(EnvironmentSettings.INITIAL);
        LiveEnvironment made = environments.add(new EnvironmentId(call.path("project"), request.name()), settings);
        record(call, "flags.environment.create", made.id().toString(), detail(settings));
        return Reply.json(201, EnvironmentView.of(made));
    }

    private Reply change(Call call) {
        EnvironmentId id = FlagPaths.environment(call);
        SettingsChange change = call.json(SettingsChange.class);
        LiveEnvironment changed = environments.change(id, change.over(environments.require(id).settings()));
        record(call, "flags.environment.change", id.toString(), detail(changed.settings()));
        return Reply.json(EnvironmentView.of(changed));
    }

    private static Map<String, String> detail(EnvironmentSettings settings) {
        return Map.of(
                "approval", Views.lower(settings.approval()),
                "evaluation", Views.lower(settings.evaluation()),
                "origins", String.join(" ", settings.origins()));
    }

    private void record(Call call, String action, String object, Map<String, String> detail) {
        audit.record(call.caller(), call.requestId(), new AuditTrail.Act(Optional.empty(), action, object, AuditTrail.Outcome.DONE, detail));
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Views.lower(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        "'" + text + "' is no " + type.getSimpleName().toLowerCase(Locale.ROOT) + " of an environment",
                        "say one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Views::lower).toList())));
    }
}
