package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Assignments;
import dev.holdfast.control.experiment.StickyAssignment;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.logic.Coercion;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.flag.Keeping;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets units keep the variants of experiments that want it. Where no such experiment runs, it answers from memory; where one does, the database is
 * looked at for units that have not come lately. Thread-safe.
 */
public final class Stickiness {
    private static final long MOST_UNITS = 5_000_000;

    private final ExperimentStore experiments;
    private final ControlDatabase database;
    private final Visitors visitors;
    private final RecentAssignments recent = new RecentAssignments();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** {@code visitors} bounds how much is written down for callers whom nobody knows. */
    public Stickiness(ExperimentStore experiments, ControlDatabase database, Visitors visitors) {
        this.experiments = experiments;
        this.database = database;
        this.visitors = visitors;
    }

    /** What those whom a call is about keep when flags are evaluated for them. What cannot be found out or written down is not kept. */
    public Keeping of(EnvironmentName where, Call call) {
        Map<String, Kept> sticky = experiments.sticky(where);
        return sticky.isEmpty() ? Keeping.NONE : new Running(sticky, call, new StickyAssignment(new OfCall(where, call)));
    }

    /** The variant that a unit keeps, empty if none; fails if that cannot be found out or written down. */
    Optional<String> variant(EnvironmentName where, Call call, AssignmentRoutes.Evaluated evaluated) {
        return Optional.ofNullable(experiments.sticky(where).get(evaluated.flag()))
                .flatMap(kept -> new StickyAssignment(new OfCall(where, call))
                        .kept(kept.experiment(), Optional.of(evaluated.targetingKey()), evaluated.variant()));
    }

    /** Experiments that run, for one call. */
    private record Running(Map<String, Kept> sticky, Call call, StickyAssignment assignment) implements Keeping {
        @Override
        public Set<String> flags() {
            return sticky.keySet();
        }

        @Override
        public Optional<String> variant(String flag, EvaluationContext context, String assigned) {
            return Optional.ofNullable(sticky.get(flag)).flatMap(kept -> variant(kept, context, assigned));
        }

        /** An evaluation has an answer whatever becomes of the database: the one by the rule, which is the same again while its weights are. */
        private Optional<String> variant(Kept kept, EvaluationContext context, String assigned) {
            try {
                return assignment.kept(kept.experiment(), unit(context, kept.experiment().plan().unit()), assigned);
            } catch (HoldfastException failure) {
                call.work().note("assignment_not_kept", failure.code().name());
                return Optional.empty();
            }
        }

        private static Optional<String> unit(EvaluationContext context, String attribute) {
            Object value = context.attributes().get(attribute);
            return (value instanceof String || value instanceof Double ? Optional.of(Coercion.text(value)) : Optional.<String>empty())
                    .filter(text -> !text.isEmpty() && text.length() <= Exposure.LONGEST_KEY);
        }
    }

    /** The assignments of an environment as far as one call may read and write them. */
    private final class OfCall implements Assignments {
        private final EnvironmentName where;
        private final Call call;
        private final AssignmentStore store;

        OfCall(EnvironmentName where, Call call) {
            this.where = where;
            this.call = call;
            this.store = new AssignmentStore(database, where);
        }

        @Override
        public Optional<String> first(String experiment, String unit) {
            RecentAssignments.Key key = new RecentAssignments.Key(where, experiment, unit);
            Optional<String> known = recent.find(key);
            if (known.isPresent()) {
                return known;
            }
            call.mayTakeLong();
            Optional<String> written = store.first(experiment, unit);
            written.ifPresent(variant -> recent.put(key, variant));
            return written;
        }

        @Override
        public String keep(String experiment, String unit, String variant) {
            AtomicLong count = counts.computeIfAbsent(where + "/" + experiment, absent -> new AtomicLong(store.count(experiment)));
            if (count.get() >= MOST_UNITS) {
                throw new HoldfastException(
                        ErrorCode.LIMIT_EXCEEDED, "the experiment '" + experiment + "' keeps the variants of " + MOST_UNITS + " units already", "stop it");
            }
            if (!call.caller().isKnown()) {
                visitors.admit(call.caller().address());
            }
            String kept = store.keep(experiment, unit, variant);
            count.incrementAndGet();
            recent.put(new RecentAssignments.Key(where, experiment, unit), kept);
            return kept;
        }
    }
}
