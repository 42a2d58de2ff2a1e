package dev.holdfast.server.repository;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was committed: listing, labels, forgetting. Thread-safe. */
final class SnapshotRoutes {
    private static final String BASE = "/api/v1/tenants/{tenant}/snapshots";
    private static final String ONE = BASE + "/{snapshot}";
    private static final String VERSION = "the version that was read, in quotes";

    private final RepositoryServices services;
    private final Ownership ownership;
    private final SnapshotRows rows;
    private final SnapshotLabelling labelling;

    SnapshotRoutes(RepositoryServices services) {
        this.services = services;
        this.labelling = new SnapshotLabelling(services);
        this.ownership = new Ownership(services.sessions());
        this.rows = new SnapshotRows(services.sessions(), services.agents());
    }

    /** Other labels; what is left out stays. */
    public record LabelChange(@JsonProperty("protected") @Nullable Boolean isProtected, byte @Nullable [] sealedTags) {}

    /** The request that somebody has to approve. */
    public record Awaiting(Object approval) {}

    List<Route> routes() {
        return List.of(
                Route.of(Method.GET, BASE, new Access.InTenant(Role.RETRIEVING), "Lists snapshots; an agent sees its own.")
                        .answers(Answer.json(200, "the snapshots in their order", SnapshotRow.Listing.class))
                        .handle(this::list),
                Route.of(Method.GET, ONE, new Access.InTenant(Role.RETRIEVING), "Gives one snapshot.")
                        .answers(Answer.json(200, "the snapshot", SnapshotRow.class))
                        .handle(call -> Reply.json(rows.of(call.tenant(), required(call)))),
                Route.of(Method.PATCH, ONE, new Access.InTenant(Role.APPENDING), "Changes a snapshot's labels.")
                        .takes(BodyRule.json(LabelChange.class))
                        .header("If-Match", VERSION)
                        .answers(Answer.json(200, "the snapshot as it is now", SnapshotRow.class))
                        .answers(Answer.json(202, "its protection stays until somebody approves", Awaiting.class))
                        .handle(this::relabel),
                Route.of(Method.DELETE, ONE, new Access.InTenant(Role.OPERATING), "Forgets a snapshot.")
                        .header("If-Match", VERSION)
                        .answers(Answer.empty(204, "it is forgotten"))
                        .handle(this::forget));
    }

    private TenantRepository repository(Call call) {
        return services.repositories().of(call.tenant());
    }

    private Reply list(Call call) {
        List<Snapshot> snapshots = call.work().dependency("metadata", () -> repository(call).service().snapshots());
        List<SnapshotRow> all = rows.of(call.tenant(), snapshots);
        if (call.caller().role() != Role.AGENT) {
            return Reply.json(new SnapshotRow.Listing(all));
        }
        Optional<String> agent = call.caller().agent();
        return Reply.json(new SnapshotRow.Listing(all.stream()
                .filter(row -> Optional.ofNullable(row.agent()).map(SnapshotRow.AgentReference::id).equals(agent)
                        && agent.isPresent())
                .toList()));
    }

    private static SessionId id(Call call) {
        return Bodies.session(call.path("snapshot"));
    }

    private Snapshot required(Call call) {
        return found(call).orElseThrow(() -> SnapshotLabelling.missing(call.path("snapshot")));
    }

    private Optional<Snapshot> found(Call call) {
        SessionId id = id(call);
        return ownership.sees(call, id) ? repository(call).service().snapshot(id) : Optional.empty();
    }

    private static long expectedVersion(Call call) {
        String header = call.header("If-Match").orElseThrow(() -> Bodies.invalid("the header If-Match with the version is missing"));
        try {
            return Long.parseLong(header.replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw Bodies.invalid("If-Match is no version of a snapshot");
        }
    }

    private Reply relabel(Call call) {
        LabelChange change = call.json(LabelChange.class);
        long expected = expectedVersion(call);
        Snapshot snapshot = required(call);
        boolean unprotects = Boolean.FALSE.equals(change.isProtected()) && isProtected(snapshot);
        if (call.caller().role() == Role.AGENT && Boolean.FALSE.equals(change.isProtected())) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN, "an agent cannot take protection away", "ask an operator to do it in the console");
        }
        SnapshotLabels wanted = wanted(snapshot, change);
        if (snapshot.version() != expected) {
            // The answer to the same request may have got lost: then all is as it asks for.
            if (snapshot.version() == expected + 1 && isSame(snapshot.labels(), wanted)) {
                return Reply.json(rows.of(call.tenant(), snapshot));
            }
            throw SnapshotLabelling.changed(snapshot);
        }
        if (unprotects) {
            Optional<Object> approval = services.guard().requestUnprotect(call, snapshot.id());
            if (approval.isPresent()) {
                return awaiting(call, snapshot, wanted, approval.get());
            }
        }
        return Reply.json(rows.of(call.tenant(), labelling.apply(call, snapshot, wanted)));
    }

    /** Tags that were to change along with the protection change at once. */
    private Reply awaiting(Call call, Snapshot snapshot, SnapshotLabels wanted, Object approval) {
        SnapshotLabels stillProtected = new SnapshotLabels(Protection.PROTECTED, wanted.sealedTags());
        if (!isSame(snapshot.labels(), stillProtected)) {
            labelling.apply(call, snapshot, stillProtected);
        }
        return Reply.json(202, new Awaiting(approval));
    }

    private static SnapshotLabels wanted(Snapshot snapshot, LabelChange change) {
        Protection protection = Optional.ofNullable(change.isProtected())
                .map(wanted -> wanted ? Protection.PROTECTED : Protection.NONE)
                .orElse(snapshot.labels().protection());
        return new SnapshotLabels(
                protection, Optional.ofNullable(change.sealedTags()).orElse(snapshot.labels().sealedTags()));
    }

    private static boolean isProtected(Snapshot snapshot) {
        return snapshot.labels().protection() == Protection.PROTECTED;
    }

    private static boolean isSame(SnapshotLabels one, SnapshotLabels other) {
        return one.protection() == other.protection() && Arrays.equals(one.sealedTags(), other.sealedTags());
    }

    private Reply forget(Call call) {
        long expected = expectedVersion(call);
        Optional<Snapshot> found = found(call);
        if (found.isEmpty()) {
            if (wasForgotten(call, expected)) {
                return Reply.empty(204);
            }
            throw SnapshotLabelling.missing(call.path("snapshot"));
        }
        Snapshot snapshot = found.get();
        if (snapshot.version() != expected) {
            throw SnapshotLabelling.changed(snapshot);
        }
        if (isProtected(snapshot)) {
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_PROTECTED,
                    "snapshot " + snapshot.id() + " is protected",
                    "take its protection away first, if it really is to go: holdfast unprotect");
        }
        Optional<SnapshotOrigin> origin = services.sessions().origin(call.tenant(), snapshot.id());
        services.guard().requireForgettable(call, snapshot.id(), origin.map(SnapshotOrigin::committed));
        if (!repository(call).service().forget(snapshot)) {
            throw SnapshotLabelling.changed(required(call));
        }
        services.observer().forgotten(call.tenant(), snapshot.id());
        services.audit().done(call, "snapshot.forget", snapshot.id().toString(), Map.of());
        services.events().publish(new Event(
                Event.Topic.SNAPSHOT, call.tenant(), new SnapshotRow.Forgotten(snapshot.id().toString(), true)));
        return Reply.empty(204);
    }

    /** Whether the answer to the same request got lost. */
    private boolean wasForgotten(Call call, long expected) {
        return repository(call)
                .rows()
                .session(id(call))
                .filter(row -> row.state() == SessionState.FORGOTTEN)
                .map(SessionRow::version)
                .filter(version -> version == expected + 1)
                .isPresent();
    }
}
