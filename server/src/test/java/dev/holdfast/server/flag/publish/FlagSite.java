package dev.holdfast.server.flag.publish;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.ChangeStore;
import dev.holdfast.server.flag.publish.rollout.GuardedRollout;
import dev.holdfast.server.flag.publish.rollout.ReportedMetrics;
import dev.holdfast.server.flag.publish.rollout.RolloutStore;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that publishes flags, over a database in a directory; made anew on the same directory it is a restart. */
public final class FlagSite implements AutoCloseable {
    public static final EnvironmentId DEFAULT = EnvironmentId.DEFAULT;

    public final HandClock clock;
    public final ControlDatabase database;
    public final VersionStore versions;
    public final FlagEnvironments environments;
    public final ReportedMetrics metrics;
    public final Rollouts rollouts;
    public final ChangeDesk desk;
    public final List<GuardedRollout> seen = new ArrayList<>();

    public FlagSite(Path directory, HandClock clock) {
        this.clock = clock;
        this.database = ControlDatabase.open(
                directory.resolve("server.db"),
                List.of(EnvironmentStore.MIGRATION, VersionStore.MIGRATION, ChangeStore.MIGRATION, RolloutStore.MIGRATION, ReportedMetrics.MIGRATION));
        this.versions = new VersionStore(database);
        this.environments = new FlagEnvironments(new EnvironmentStore(database, clock), versions, clock);
        this.metrics = new ReportedMetrics(database, clock);
        this.rollouts = new Rollouts(new RolloutStore(database), environments, metrics::guard, seen::add, clock, Entropy.system());
        this.desk = new ChangeDesk(new ChangeStore(database), environments, versions, rollouts, clock, Entropy.system());
    }

    public static Author author(String name) {
        return new Author(Caller.Kind.USER, name, name);
    }

    public static Publication.Note note(String name) {
        return Publication.Note.of(author(name), new Reason("because"), Publication.Origin.DOCUMENT);
    }

    /** A document of flags with the values on and off, each with its default variant, such as {@code pay=off}. */
    public static byte[] flags(String... defaults) {
        return ("{\"flags\": {" + Stream.of(defaults)
                        .map(one -> one.split("="))
                        .map(one -> "\"" + one[0] + "\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"" + one[1] + "\"}")
                        .collect(Collectors.joining(",")) + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Publishes on top of whatever is served. */
    public PublishOutcome publish(byte[] document) {
        return environments.publish(DEFAULT, Proposal.of(Draft.document(document), note("ann")));
    }

    public long sequence() {
        return environments.require(DEFAULT).current().version().sequence();
    }

    /** What a flag gives to a user. */
    public String value(String flag, String user) {
        Evaluator evaluator = new Evaluator(environments.require(DEFAULT).current(), clock);
        return String.valueOf(evaluator.evaluate(flag, new EvaluationContext(Map.of(EvaluationContext.TARGETING_KEY, user))).value());
    }

    @Override
    public void close() {
        database.close();
    }
}
