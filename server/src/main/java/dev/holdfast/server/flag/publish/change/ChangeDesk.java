package dev.holdfast.server.flag.publish.change;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.Draft;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.Proposal;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.PublishOutcome;
import dev.holdfast.server.flag.publish.Reason;
import dev.holdfast.server.flag.publish.VersionStore;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Where changes are asked for and decided. Thread-safe; {@link #look} is called in rounds. */
public final class ChangeDesk {
    private static final int MOST_OPEN = 500;
    private static final Duration FARTHEST = Duration.ofDays(366);

    private final ChangeStore store;
    private final FlagEnvironments environments;
    private final VersionStore versions;
    private final Rollouts rollouts;
    private final Clock clock;
    private final Entropy entropy;

    public ChangeDesk(
            ChangeStore store, FlagEnvironments environments, VersionStore versions, Rollouts rollouts, Clock clock, Entropy entropy) {
        this.store = store;
        this.environments = environments;
        this.versions = versions;
        this.rollouts = rollouts;
        this.clock = clock;
        this.entropy = entropy;
    }

    /**
     * Who asks for a change, and on what conditions.
     *
     * @param expected the version that has to be served still, or empty for whatever is
     * @param due not before this time, if one is named
     */
    public record Order(Author author, Reason reason, OptionalLong expected, Optional<Instant> due) {}

    public ChangeStore store() {
        return store;
    }

    /** Publishes a change, or writes it down if it has to wait. What cannot be published now is not written down either. */
    public ChangeOutcome ask(EnvironmentId id, Work work, Order order) {
        LiveEnvironment environment = environments.require(id);
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        boolean isLater = order.due().filter(now::isBefore).isPresent();
        boolean needsApproval =
                environment.settings().approval() == EnvironmentSettings.Approval.FOUR_EYES && (isLater || !work.isSwitchingOff());
        if (!isLater && !needsApproval) {
            Publication.Note note = Publication.Note.of(order.author(), order.reason(), work.origin());
            return new ChangeOutcome.Tried(
                    environments.publish(id, new Proposal(order.expected(), draft(id, work), note, along(id, work))));
        }
        RuleSet current = environment.current();
        Optional<PublishOutcome> unfit = unfit(id, work, order.expected(), current);
        if (unfit.isPresent()) {
            return new ChangeOutcome.Tried(unfit.get());
        }
        requireRoom(id, order.due(), now);
        FlagChange change = new FlagChange(
                entropy.id().toString(),
                id,
                new FlagChange.Wish(work, order.author(), order.reason(), current.version().sequence(), now, order.due().filter(now::isBefore)),
                FlagChange.Progress.of(needsApproval ? FlagChange.State.PENDING : FlagChange.State.SCHEDULED));
        store.add(change);
        return new ChangeOutcome.Waits(change);
    }

    private Optional<PublishOutcome> unfit(EnvironmentId id, Work work, OptionalLong expected, RuleSet current) {
        if (expected.isPresent() && expected.getAsLong() != current.version().sequence()) {
            return Optional.of(new PublishOutcome.Outdated(current.version()));
        }
        return switch (draft(id, work).on(current)) {
            case Draft.Result.Sound sound -> Optional.empty();
            case Draft.Result.Refused refused -> Optional.of(new PublishOutcome.Refused(refused.problems()));
            case Draft.Result.Inapplicable no -> Optional.of(new PublishOutcome.Inapplicable(no.message(), no.next()));
        };
    }

    private void requireRoom(EnvironmentId id, Optional<Instant> due, Instant now) {
        if (due.filter(time -> time.isAfter(now.plus(FARTHEST))).isPresent()) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "a change waits for at most a year", "name a time before " + now.plus(FARTHEST));
        }
        if (store.open(id) >= MOST_OPEN) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, MOST_OPEN + " changes of " + id + " are waiting already", "decide about some of them first");
        }
    }

    private Draft draft(EnvironmentId id, Work work) {
        return switch (work) {
            case Work.Edits some -> Draft.edits(some.edits());
            case Work.Document document -> Draft.document(document.json().getBytes(StandardCharsets.UTF_8));
            case Work.Rollback rollback -> Draft.content(versions.document(id, rollback.to()));
            case Work.Begin begin -> Draft.edits(List.of(begin.plan().move(0)));
        };
    }

    private VersionStore.Along along(EnvironmentId id, Work work) {
        return work instanceof Work.Begin begin
                ? (rows, publication) -> rollouts.begin(rows, id, begin.plan(), publication)
                : VersionStore.Along.NOTHING;
    }

    /** Refuses a change, or takes it back if it is one's own. */
    public FlagChange end(EnvironmentId id, String change, Author by) {
        FlagChange found = require(id, change);
        boolean isOwn = found.wish().author().isSame(by);
        FlagChange.Progress next = new FlagChange.Progress(
                isOwn ? FlagChange.State.WITHDRAWN : FlagChange.State.REJECTED, Optional.of(by), "", OptionalLong.empty());
        if (!found.progress().state().isOpen() || !store.move(found, next)) {
            throw decided();
        }
        return require(id, change);
    }

    /**
     * Approves a change and carries it out if its time has come.
     *
     * @param knownSince since when the decider is known, so that nobody makes a second self for it
     * @throws HoldfastException {@code FORBIDDEN} if the decider is its author, or was not known when it was asked for
     */
    public FlagChange approve(EnvironmentId id, String change, Author by, Optional<Instant> knownSince) {
        FlagChange found = require(id, change);
        if (found.progress().state() != FlagChange.State.PENDING) {
            throw decided();
        }
        boolean isAnother = !found.wish().author().isSame(by) && knownSince.map(since -> since.isBefore(found.wish().asked())).orElse(false);
        if (!isAnother) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN,
                    "approving this change needs another person than " + found.wish().author().name() + ", who was known before it was asked for",
                    "have somebody else approve it");
        }
        FlagChange.Progress approved = new FlagChange.Progress(FlagChange.State.SCHEDULED, Optional.of(by), "", OptionalLong.empty());
        if (!store.move(found, approved)) {
            throw decided();
        }
        // From here on a crash leaves nothing undone: the next round carries it out.
        FlagChange waiting = require(id, change);
        if (found.wish().due().filter(due -> clock.now().isBefore(due)).isEmpty()) {
            carryOut(waiting);
        }
        return require(id, change);
    }

    private static HoldfastException decided() {
        return new HoldfastException(ErrorCode.CONFLICT, "this change does not wait for a decision any more", "list the changes to see what became of it");
    }

    public FlagChange require(EnvironmentId id, String change) {
        return store.find(id, change)
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such change of flags in " + id, "list the changes"));
    }

    /** Carries out what is due; {@code ended} hears of each with what became of it. */
    public void look(BiConsumer<FlagChange, Optional<RuntimeException>> ended) {
        for (FlagChange change : store.due(clock.now())) {
            try {
                carryOut(change);
                FlagChange now = require(change.environment(), change.id());
                if (!now.progress().state().isOpen()) {
                    ended.accept(now, Optional.empty());
                }
            } catch (RuntimeException e) {
                if (isForGood(e)) {
                    failed(change, "it cannot be carried out: " + e.getMessage());
                }
                ended.accept(change, Optional.of(e));
            }
        }
    }

    /** Whether trying again in the next round would lead to the same. */
    private static boolean isForGood(RuntimeException failure) {
        return failure instanceof HoldfastException known
                && switch (known.kind()) {
                    case USER, CORRUPTION -> true;
                    case TRANSIENT, RESOURCE, INTERNAL, UNKNOWN_OUTCOME -> false;
                };
    }

    private void carryOut(FlagChange change) {
        FlagChange.Wish wish = change.wish();
        FlagChange.Progress progress = change.progress();
        Publication.Note plain = Publication.Note.of(wish.author(), wish.reason(), wish.work().origin());
        Publication.Note note = progress.decider().map(plain::approvedBy).orElse(plain);
        Draft still = current -> wish.work().overtaken(wish.base(), current)
                .<Draft.Result>map(why -> new Draft.Result.Inapplicable(why, ""))
                .orElseGet(() -> draft(change.environment(), wish.work()).on(current));
        VersionStore.Along along = (rows, publication) -> {
            along(change.environment(), wish.work()).with(rows, publication);
            long sequence = publication.version().sequence();
            if (!ChangeStore.move(rows, change, progress.ended(FlagChange.State.APPLIED, "published as version " + sequence, OptionalLong.of(sequence)))) {
                throw decided();
            }
        };
        PublishOutcome outcome = environments.publish(change.environment(), Proposal.of(still, note).along(along));
        switch (outcome) {
            case PublishOutcome.Published published -> {
                // Written down in the same transaction.
            }
            case PublishOutcome.Outdated outdated -> {
                // Somebody else published at this moment; the next round tries again.
            }
            case PublishOutcome.Unchanged unchanged -> store.move(
                    change, progress.ended(FlagChange.State.APPLIED, "it was so already", OptionalLong.of(unchanged.version().sequence())));
            case PublishOutcome.Refused refused -> failed(change, "it cannot be served any more: " + refused.problems().getFirst());
            case PublishOutcome.Inapplicable unfit -> failed(change, "it does not fit any more: " + unfit.message());
        }
    }

    private void failed(FlagChange change, String why) {
        store.move(change, change.progress().ended(FlagChange.State.FAILED, why, OptionalLong.empty()));
    }
}
