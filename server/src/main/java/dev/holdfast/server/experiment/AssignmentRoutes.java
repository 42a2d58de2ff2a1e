package dev.holdfast.server.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.List;

/** Where programs that evaluate by themselves ask which variant a unit keeps; what the server evaluates is kept without asking. */
public final class AssignmentRoutes {
    private final String prefix;
    private final Environments environments;
    private final Access access;
    private final Stickiness stickiness;

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
     * @param kept whether it is written down and stays, as long as an experiment that keeps assignments runs on this flag
     */
    public record Assigned(String variant, boolean kept) {}

    public AssignmentRoutes(String prefix, Environments environments, Access access, Stickiness stickiness) {
        this.prefix = prefix;
        this.environments = environments;
        this.access = access;
        this.stickiness = stickiness;
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
        return stickiness.variant(where, call, evaluated)
                .map(variant -> new Assigned(variant, true))
                .orElseGet(() -> new Assigned(evaluated.variant(), false));
    }
}
