package dev.holdfast.server.flag.publish.api;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.access.Identities;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.VersionStore;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.rollout.ReportedMetrics;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import java.util.List;
import java.util.stream.Stream;

/**
 * All operations on flags, and whom they need.
 *
 * @param identities since when somebody is known, for a second step
 */
public record FlagApi(
        FlagEnvironments environments,
        VersionStore versions,
        ChangeDesk desk,
        Rollouts rollouts,
        ReportedMetrics metrics,
        Identities identities,
        AuditTrail audit,
        Clock clock) {
    public List<Route> routes() {
        ChangeReplies replies = new ChangeReplies(desk, audit);
        return Stream.of(
                        new EnvironmentRoutes(environments, audit).routes(),
                        new ArchiveRoutes(environments, desk, rollouts, replies).routes(),
                        new DocumentRoutes(environments, versions, replies).routes(),
                        new ChangeRoutes(environments, desk, replies, identities).routes(),
                        new InsightRoutes(environments, versions, clock).routes(),
                        new RolloutRoutes(environments, rollouts, metrics, replies).routes())
                .flatMap(List::stream)
                .toList();
    }
}
