package dev.holdfast.server.experiment;

import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.Optional;

/** Where programs and pages report to. */
public final class IntakeRoutes {
    private static final int MOST = 1_000;
    private static final String BATCH = "the batch: the same one is counted once, however often it is sent";

    private final String prefix;
    private final Environments environments;
    private final Access access;
    private final Intake intake;

    /** Units that met variants. */
    public record Exposures(List<Exposure> exposures) {
        public Exposures {
            requireFew(exposures);
        }
    }

    /** Things that happened to units. */
    public record Measurements(List<Measurement> metrics) {
        public Measurements {
            requireFew(metrics);
        }
    }

    /**
     * The operations of one environment or of many.
     *
     * @param prefix what their paths begin with: empty, or a path which may have variables
     * @param access who may report
     */
    public IntakeRoutes(String prefix, Environments environments, Access access, Intake intake) {
        this.prefix = prefix;
        this.environments = environments;
        this.access = access;
        this.intake = intake;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, prefix + "/flags/v1/exposures", access, "Report which units met which variants")
                        .takes(BodyRule.json(Exposures.class))
                        .header("Idempotency-Key", BATCH)
                        .answers(Answer.json(200, "what became of them", Receipt.class))
                        .handle(call -> Reply.json(intake.exposures(
                                environments.of(call), batch(call, "exposures"), call.json(Exposures.class).exposures()))),
                Route.of(Method.POST, prefix + "/flags/v1/metrics", access, "Report what happened to units")
                        .takes(BodyRule.json(Measurements.class))
                        .header("Idempotency-Key", BATCH)
                        .answers(Answer.json(200, "what became of them", Receipt.class))
                        .handle(call -> Reply.json(intake.measurements(
                                environments.of(call), batch(call, "metrics"), call.json(Measurements.class).metrics()))));
    }

    private static void requireFew(List<?> events) {
        if (events.size() > MOST) {
            throw new IllegalArgumentException("a batch has at most " + MOST + " events");
        }
    }

    /** Of one caller, since others may have chosen the same name. The server has looked at its form already. */
    private static Optional<String> batch(Call call, String of) {
        return call.header("Idempotency-Key").map(name -> of + "/" + call.caller().kind() + "/" + call.caller().id() + "/" + name);
    }
}
