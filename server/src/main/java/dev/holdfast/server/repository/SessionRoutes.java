package dev.holdfast.server.repository;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.wire.BitList;
import dev.holdfast.core.wire.ClaimAnswer;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.event.Event;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionRow;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sessions from opening to commit. Thread-safe. */
final class SessionRoutes {
    /** How long a session lives without a heartbeat; agents beat several times in this span. */
    static final int LEASE_SECONDS = 60;

    private static final String BASE = "/api/v1/tenants/{tenant}/sessions";
    private static final String ONE = BASE + "/{session}";
    private static final Access APPENDING = new Access.InTenant(Role.APPENDING);
    /** A sealed manifest is small, but names every root of a backup. */
    private static final long COMMIT_LIMIT_BYTES = 8L << 20;

    private final RepositoryServices services;
    private final Ownership ownership;
    private final SnapshotRows rows;

    SessionRoutes(RepositoryServices services) {
        this.services = services;
        this.ownership = new Ownership(services.sessions());
        this.rows = new SnapshotRows(services.sessions(), services.agents());
    }

    /** The wish to open a session. */
    public record Opening(@Nullable String parent, @Nullable AgentAbout agent) {}

    /** What an agent says of itself. */
    public record AgentAbout(@Nullable String host, @Nullable String version) {}

    /** An open session. */
    public record Opened(String id, long sequence, @Nullable SnapshotRow parent, byte[] damaged, int leaseSeconds) {}

    /** The wish for a pack's id. */
    public record PackWish(@Nullable String kind) {}

    /** A pack's id. */
    public record GivenPack(String pack) {}

    /** The wish to commit. */
    public record Commit(
            @Nullable String manifest,
            byte @Nullable [] sealedManifest,
            @Nullable String host,
            @Nullable Long pathsCount,
            @Nullable Told totals) {}

    /** What a backup says of itself; whatever it is, it is shown and nothing more. */
    public record Told(
            @Nullable Long files,
            @Nullable Long unreadable,
            @Nullable Long sourceBytes,
            @Nullable Long newBytes,
            @Nullable Long storedBytes) {
        BackupTotals totals() {
            return new BackupTotals(
                    bounded(files), bounded(unreadable), bounded(sourceBytes), bounded(newBytes), bounded(storedBytes));
        }

        private static long bounded(@Nullable Long number) {
            return number == null ? 0 : Math.clamp(number, 0, BackupTotals.MAX);
        }
    }

    /** How a commit ended. */
    public record Committed(String outcome, @Nullable SnapshotRow snapshot, byte @Nullable [] missing) {}

    List<Route> routes() {
        return List.of(
                Route.of(Method.POST, BASE, APPENDING, "Opens a session and pins its parent.")
                        .takes(BodyRule.json(Opening.class))
                        .answers(Answer.json(201, "the session", Opened.class))
                        .handle(this::open),
                Route.of(Method.POST, ONE + "/heartbeat", APPENDING, "Keeps a session alive.")
                        .answers(Answer.empty(204, "it is alive"))
                        .handle(this::heartbeat),
                Route.of(Method.DELETE, ONE, APPENDING, "Gives a session up.")
                        .answers(Answer.empty(204, "it is closed"))
                        .handle(this::abandon),
                Route.of(Method.POST, ONE + "/missing", APPENDING, "Tells which chunks are in no usable pack.")
                        .lane(Lane.LOOKUP)
                        .takes(BodyRule.octets(Bodies.BATCH_BYTES))
                        .answers(Answer.bytes(200, "a bit for each chunk, 1 for missing", "application/octet-stream"))
                        .handle(this::missing),
                Route.of(Method.POST, ONE + "/claims", APPENDING, "Claims chunks, so that no other session sends them too.")
                        .lane(Lane.LOOKUP)
                        .takes(BodyRule.octets(Bodies.BATCH_BYTES))
                        .answers(Answer.bytes(200, "a byte for each chunk", "application/octet-stream"))
                        .handle(this::claim),
                Route.of(Method.POST, ONE + "/packs", APPENDING, "Gives out the id of the session's next pack.")
                        .takes(BodyRule.json(PackWish.class))
                        .answers(Answer.json(201, "the id", GivenPack.class))
                        .handle(this::allocate),
                Route.of(Method.POST, ONE + "/commit", APPENDING, "Makes a session a snapshot if all that it reaches is there.")
                        .takes(new BodyRule(BodyRule.Form.JSON, COMMIT_LIMIT_BYTES, Commit.class))
                        .answers(Answer.json(200, "how it ended", Committed.class))
                        .handle(this::commit));
    }

    private TenantRepository repository(Call call) {
        return services.repositories().of(call.tenant());
    }

    private Reply open(Call call) {
        Opening opening = call.json(Opening.class);
        TenantRepository repository = repository(call);
        repository.requireConfig();
        // An agent must not learn of another's snapshot by pinning it; without a parent its backup is only slower.
        Optional<SessionId> parent = Optional.ofNullable(opening.parent())
                .map(Bodies::session)
                .filter(id -> ownership.sees(call, id));
        OpenedSession session = call.work().dependency(
                "metadata", () -> repository.service().open(new SessionRequest(parent, SessionOwner.UNKNOWN)));
        Optional<AgentAbout> about = Optional.ofNullable(opening.agent());
        services.sessions().opened(
                call.tenant(),
                session.id(),
                new SessionRegistry.Entry(
                        call.caller().agent(),
                        call.caller().id(),
                        about.map(AgentAbout::host).orElse(""),
                        about.map(AgentAbout::version).orElse(""),
                        services.clock().now(),
                        Optional.empty(),
                        Optional.empty()));
        return Reply.json(
                201,
                new Opened(
                        session.id().toString(),
                        session.sequence(),
                        session.parent().map(found -> rows.of(call.tenant(), found)).orElse(null),
                        FingerprintList.encode(session.damaged()),
                        LEASE_SECONDS));
    }

    private Reply heartbeat(Call call) {
        repository(call).service().heartbeat(ownership.required(call));
        return Reply.empty(204);
    }

    private Reply abandon(Call call) {
        repository(call).service().abandon(ownership.required(call));
        return Reply.empty(204);
    }

    private Reply missing(Call call) {
        SessionId session = ownership.required(call);
        List<Fingerprint> asked = Bodies.batch(call);
        BitSet missing = call.work().dependency("metadata", () -> repository(call).service().missing(session, asked));
        call.work().count("fingerprints_asked", asked.size());
        call.work().count("fingerprints_missing", missing.cardinality());
        return Reply.octets(BitList.encode(missing, asked.size()));
    }

    private Reply claim(Call call) {
        SessionId session = ownership.required(call);
        List<Fingerprint> asked = Bodies.batch(call);
        List<ClaimState> states = call.work().dependency("metadata", () -> repository(call).service().claim(session, asked));
        call.work().count("claims_asked", asked.size());
        call.work().count("claims_granted", states.stream().filter(state -> state == ClaimState.GRANTED).count());
        call.work().count("claims_held", states.stream().filter(state -> state == ClaimState.HELD).count());
        return Reply.octets(ClaimAnswer.encode(states));
    }

    private Reply allocate(Call call) {
        SessionId session = ownership.required(call);
        PackKind kind =
                switch (Optional.ofNullable(call.json(PackWish.class).kind()).orElse("")) {
                    case "data" -> PackKind.DATA;
                    case "structure" -> PackKind.STRUCTURE;
                    default -> throw Bodies.invalid("the kind of a pack is data or structure");
                };
        PackId pack = repository(call).service().allocate(session, kind);
        return Reply.json(201, new GivenPack(pack.toString()));
    }

    private Reply commit(Call call) {
        SessionId session = ownership.required(call);
        Commit wish = call.json(Commit.class);
        if (wish.manifest() == null || wish.sealedManifest() == null) {
            throw Bodies.invalid("a commit needs manifest and sealed_manifest");
        }
        Fingerprint manifest = Bodies.fingerprint(wish.manifest());
        byte[] sealed = wish.sealedManifest();
        TenantRepository repository = repository(call);
        // The time is durable before the commit is; a repeated question about a commit that succeeded must not move it.
        if (repository.service().snapshot(session).isEmpty()) {
            Instant time = services.sessions()
                    .committing(call.tenant(), session, Optional.ofNullable(wish.totals()).map(Told::totals));
            call.work().note("committed_at", time.toString());
        }
        CommitOutcome outcome =
                call.work().dependency("metadata", () -> repository.service().commit(session, manifest, sealed));
        return Reply.json(answer(call, outcome));
    }

    private Committed answer(Call call, CommitOutcome outcome) {
        return switch (outcome) {
            case CommitOutcome.Committed done -> {
                tell(call, done.snapshot().id());
                SnapshotRow row = rows.of(call.tenant(), done.snapshot());
                services.events().publish(new Event(Event.Topic.SNAPSHOT, call.tenant(), row));
                yield new Committed("committed", row, null);
            }
            case CommitOutcome.Incomplete incomplete -> {
                call.work().count("fingerprints_missing", incomplete.missing().size());
                yield new Committed("incomplete", null, FingerprintList.encode(incomplete.missing()));
            }
            case CommitOutcome.Expired expired -> new Committed("expired", null, null);
        };
    }

    private void tell(Call call, SessionId snapshot) {
        MetadataStore stored = repository(call).rows();
        services.sessions()
                .entry(call.tenant(), snapshot)
                .ifPresent(entry -> services.observer().committed(call.tenant(), snapshot, entry, packBytes(stored, snapshot)));
    }

    private static long packBytes(MetadataStore stored, SessionId session) {
        int packs = stored.session(session).map(SessionRow::packs).orElse(0);
        return IntStream.range(0, packs)
                .mapToObj(ordinal -> stored.pack(new PackId(session, ordinal)))
                .mapToLong(pack -> pack.flatMap(PackRow::sealed).map(PackRow.Sealed::sizeBytes).orElse(0L))
                .sum();
    }
}
