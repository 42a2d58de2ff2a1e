package dev.holdfast.server.flag.publish.rollout;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.life.FlagLife;
import dev.holdfast.control.flag.life.GuardMetric;
import dev.holdfast.control.flag.life.StepPlan.Decision;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.Draft;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.Proposal;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.PublishOutcome;
import dev.holdfast.server.flag.publish.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiConsumer;

/** Takes roll-outs from step to step. Thread-safe; {@link #look} is called in rounds. */
public final class Rollouts {
    private final RolloutStore store;
    private final FlagEnvironments environments;
    private final BiFunction<EnvironmentId, String, GuardMetric> metrics;
    private final Watcher watcher;
    private final Clock clock;
    private final Entropy entropy;

    /** Hears of what a roll-out does by itself. */
    @FunctionalInterface
    public interface Watcher {
        void changed(GuardedRollout rollout);
    }

    /** {@code metrics} gives the guard metric of an environment by its name. */
    public Rollouts(
            RolloutStore store,
            FlagEnvironments environments,
            BiFunction<EnvironmentId, String, GuardMetric> metrics,
            Watcher watcher,
            Clock clock,
            Entropy entropy) {
        this.store = store;
        this.environments = environments;
        this.metrics = metrics;
        this.watcher = watcher;
        this.clock = clock;
        this.entropy = entropy;
    }

    public RolloutStore store() {
        return store;
    }

    /** Begins one within the transaction that publishes its first step. */
    public void begin(Rows rows, EnvironmentId environment, RolloutPlan plan, Publication first) throws SQLException {
        RolloutStore.add(rows, new GuardedRollout(
                entropy.id().toString(),
                environment,
                plan,
                first.note().author(),
                first.note().reason(),
                new GuardedRollout.Progress(
                        GuardedRollout.State.RUNNING, 0, first.time(), first.version().sequence(), "the first step has begun")));
    }

    /** Ends one; the flag stays as it is. */
    public GuardedRollout cancel(EnvironmentId environment, String id, Author by) {
        GuardedRollout rollout = require(environment, id);
        GuardedRollout.Progress cancelled = rollout.progress().ended(GuardedRollout.State.CANCELLED, "ended by " + by.name());
        if (rollout.progress().state() != GuardedRollout.State.RUNNING || !store.move(rollout, cancelled)) {
            throw new HoldfastException(ErrorCode.CONFLICT, "this roll-out does not go on any more", "list the roll-outs to see why");
        }
        return require(environment, id);
    }

    private GuardedRollout require(EnvironmentId environment, String id) {
        return store.find(environment, id)
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such roll-out", "list the roll-outs"));
    }

    /** Does for each what is due. One that fails is handed over and looked at again in the next round. */
    public void look(BiConsumer<GuardedRollout, RuntimeException> failed) {
        for (GuardedRollout rollout : store.running()) {
            try {
                look(rollout);
            } catch (RuntimeException e) {
                failed.accept(rollout, e);
            }
        }
    }

    private void look(GuardedRollout rollout) {
        RuleSet current = environments.require(rollout.environment()).current();
        String flag = rollout.plan().flag();
        GuardedRollout.Progress progress = rollout.progress();
        if (isOvertaken(rollout, current)) {
            long changed = current.changes().since().getOrDefault(flag, 0L);
            note(rollout, progress.ended(GuardedRollout.State.STOPPED, "the flag was changed by version " + changed));
            return;
        }
        GuardMetric.Reading reading = rollout.plan().metric()
                .map(name -> metrics.apply(rollout.environment(), name)
                        .read(new GuardMetric.Question(name, flag, rollout.plan().rollout().variant())))
                .orElseGet(() -> new GuardMetric.Reading.Holds("there is no guard metric"));
        switch (rollout.plan().steps().decide(progress.step(), progress.since(), clock.now(), reading)) {
            case Decision.Wait wait -> {
                if (!wait.why().equals(progress.why())) {
                    note(rollout, progress.waiting(wait.why()));
                }
            }
            case Decision.Finish finish -> note(rollout, progress.ended(GuardedRollout.State.FINISHED, "the last step has lasted long enough"));
            case Decision.Advance advance -> advance(rollout, advance);
            case Decision.Stop stop -> stop(rollout, stop.why());
        }
    }

    /** A flag that needs others gives something else when those change, too; then it counts where it is in its life. */
    private static boolean isOvertaken(GuardedRollout rollout, RuleSet current) {
        String flag = rollout.plan().flag();
        Optional<FlagDefinition> definition = current.definition(flag);
        long changed = current.changes().since().getOrDefault(flag, 0L);
        if (definition.isEmpty() || changed <= rollout.progress().sequence()) {
            return definition.isEmpty();
        }
        FlagEdit.Move step = rollout.plan().move(rollout.progress().step());
        return definition.get().prerequisites().isNone()
                || !FlagLife.position(current.document().written(flag)).equals(Optional.of(new FlagLife.Position(step.rollout(), step.stage())));
    }

    private void note(GuardedRollout rollout, GuardedRollout.Progress next) {
        if (store.move(rollout, next) && next.state() != rollout.progress().state()) {
            watcher.changed(rollout.with(next));
        }
    }

    private void advance(GuardedRollout rollout, Decision.Advance advance) {
        publish(rollout, rollout.plan().move(advance.step()), "step to " + advance.stage().text() + " of a roll-out", publication ->
                new GuardedRollout.Progress(
                        GuardedRollout.State.RUNNING, advance.step(), publication.time(), publication.version().sequence(), "this step has begun"));
    }

    private void stop(GuardedRollout rollout, String why) {
        GuardedRollout.Progress stopped = rollout.progress().ended(GuardedRollout.State.STOPPED, "the guard metric does not hold: " + why);
        switch (rollout.plan().broken()) {
            case STAY -> note(rollout, stopped);
            case TAKE_BACK -> publish(rollout, rollout.plan().back(), "a roll-out was taken back: its guard metric does not hold", publication -> stopped);
        }
    }

    /** What a step leads to. */
    @FunctionalInterface
    private interface Next {
        GuardedRollout.Progress after(Publication publication);
    }

    private void publish(GuardedRollout rollout, FlagEdit edit, String reason, Next next) {
        Publication.Note note = Publication.Note.of(
                rollout.author(), new Reason(reason + ", started by " + rollout.author().name()), Publication.Origin.ROLLOUT);
        Proposal proposal = Proposal.of(Draft.edits(List.of(edit)), note).along((rows, publication) -> {
            if (!RolloutStore.move(rows, rollout, next.after(publication))) {
                throw new HoldfastException(ErrorCode.CONFLICT, "the roll-out was ended meanwhile");
            }
        });
        switch (environments.publish(rollout.environment(), proposal)) {
            case PublishOutcome.Published published -> watcher.changed(rollout.with(next.after(published.publication())));
            case PublishOutcome.Unchanged unchanged -> note(rollout, rollout.progress().ended(
                    GuardedRollout.State.STOPPED, "the step changes nothing in version " + unchanged.version().sequence()));
            case PublishOutcome.Outdated outdated -> {
                // Somebody else published at this moment; the next round sees what became of the flag.
            }
            case PublishOutcome.Refused refused -> note(rollout, rollout.progress().ended(
                    GuardedRollout.State.STOPPED, "the step cannot be served: " + refused.problems().getFirst()));
            case PublishOutcome.Inapplicable unfit -> note(
                    rollout, rollout.progress().ended(GuardedRollout.State.STOPPED, "the step does not fit any more: " + unfit.message()));
        }
    }

}
