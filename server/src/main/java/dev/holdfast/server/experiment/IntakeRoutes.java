package dev.holdfast.server.experiment;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Origins;
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
    private final Origins origins;
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
     * @param environments which of them a call is about, for whom may report to it
     * @param access who may report, as far as the environment does not say
     * @param origins whose pages may
     */
    public IntakeRoutes(String prefix, Environments environments, Access access, Origins origins, Intake intake) {
        this.prefix = prefix;
        this.environments = environments;
        this.access = access;
        this.origins = origins;
        this.intake = intake;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, prefix + "/flags/v1/exposures", access, "Report which units met which variants")
                        .origins(origins)
                        .takes(BodyRule.json(Exposures.class))
                        .header("Idempotency-Key", BATCH)
                        .answers(Answer.json(200, "what became of them", Receipt.class))
                        .handle(call -> Reply.json(intake.exposures(
                                environments.of(call), batch(call, "exposures"), few(call, call.json(Exposures.class).exposures())))),
                Route.of(Method.POST, prefix + "/flags/v1/metrics", access, "Report what happened to units")
                        .origins(origins)
                        .takes(BodyRule.json(Measurements.class))
                        .header("Idempotency-Key", BATCH)
                        .answers(Answer.json(200, "what became of them", Receipt.class))
                        .handle(call -> Reply.json(intake.measurements(
                                environments.of(call), batch(call, "metrics"), few(call, call.json(Measurements.class).metrics())))));
    }

    private static void requireFew(List<?> events) {
        if (events.size() > MOST) {
            throw new IllegalArgumentException("a batch has at most " + MOST + " events");
        }
    }

    private static <T> List<T> few(Call call, List<T> events) {
        if (!call.caller().isKnown() && events.size() > Visitors.MOST_EVENTS) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a batch without a token has at most " + Visitors.MOST_EVENTS + " events",
                    "send smaller batches, or report from your server");
        }
        return events;
    }

    /** Of one caller, since others may have chosen the same name. The server has looked at its form already. */
    private static Optional<String> batch(Call call, String of) {
        return call.header("Idempotency-Key").map(name -> of + "/" + call.caller().kind() + "/" + call.caller().id() + "/" + name);
    }
}
