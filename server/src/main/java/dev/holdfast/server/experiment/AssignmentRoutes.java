package dev.holdfast.server.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.control.experiment.Plan;
import dev.holdfast.control.experiment.StickyAssignment;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.ControlDatabase;
import java.util.List;
import java.util.Optional;

/**
 * Where programs ask which variant a unit keeps. Apart from evaluation, whose answers depend on the rules and the context alone, so that
 * they can be kept by programs and caches.
 */
public final class AssignmentRoutes {
    private final String prefix;
    private final Environments environments;
    private final Access access;
    private final ExperimentStore experiments;
    private final ControlDatabase database;

    /**
     * What the flag's rule gives a unit now.
     *
     * @param targetingKey the unit
     */
    public record Evaluated(String flag, @JsonProperty("targetingKey") String targetingKey, String variant) {
        public Evaluated {
            Exposure.requireKey(targetingKey);
        }
    }

    /**
     * What the unit gets.
     *
     * @param kept whether an experiment that keeps assignments runs on this flag
     */
    public record Assigned(String variant, boolean kept) {}

    public AssignmentRoutes(
            String prefix, Environments environments, Access access, ExperimentStore experiments, ControlDatabase database) {
        this.prefix = prefix;
        this.environments = environments;
        this.access = access;
        this.experiments = experiments;
        this.database = database;
    }

    public List<Route> routes() {
        return List.of(Route.of(
                        Method.POST, prefix + "/flags/v1/assignments", access, "Ask which variant a unit keeps; the first one is written down")
                .takes(BodyRule.json(Evaluated.class))
                .answers(Answer.json(200, "the variant that the unit gets", Assigned.class))
                .handle(call -> Reply.json(assigned(call))));
    }

    private Assigned assigned(Call call) {
        EnvironmentName where = environments.of(call);
        Evaluated evaluated = call.json(Evaluated.class);
        Optional<Kept> keeping = experiments.in(where).stream()
                .filter(kept -> kept.state() == State.RUNNING && kept.experiment().flag().equals(evaluated.flag()))
                .filter(kept -> kept.experiment().plan().assignment() == Plan.Assignment.STICKY)
                .findFirst();
        return keeping.map(kept -> new Assigned(
                        new StickyAssignment(new AssignmentStore(database, where))
                                .variant(kept.experiment(), Optional.of(evaluated.targetingKey()), evaluated.variant()),
                        true))
                .orElse(new Assigned(evaluated.variant(), false));
    }
}
