package dev.holdfast.client.remote;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.wire.BitList;
import dev.holdfast.core.wire.ClaimAnswer;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.core.wire.LocateAnswer;
import dev.holdfast.core.wire.PackSeal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of a tenant's repository, which the server keeps. */
public final class RemoteMetadataService implements MetadataService {
    private final Transport transport;
    private final Whereabouts whereabouts;
    private final PresenceFilter filter;
    private final Questions questions;
    private final AgentIdentity identity;
    private final SnapshotRows rows;

    RemoteMetadataService(
            Transport transport, Whereabouts whereabouts, PresenceFilter filter, Questions questions, AgentIdentity identity) {
        this.transport = transport;
        this.whereabouts = whereabouts;
        this.filter = filter;
        this.questions = questions;
        this.identity = identity;
        this.rows = new SnapshotRows(transport);
    }

    @Override
    public OpenedSession open(SessionRequest request) {
        JsonText wish = new JsonText()
                .put("parent", request.parent().map(SessionId::toString))
                .put("agent", new JsonText().put("host", identity.host()).put("version", identity.version()));
        // A session that nobody knows of, because the answer was lost, ends with its lease.
        JsonObject opened = post("/sessions", Payload.json(wish)).json();
        return new OpenedSession(
                id(opened.text("id")),
                opened.number("sequence"),
                opened.optionalObject("parent").map(SnapshotRows::read),
                new HashSet<>(FingerprintList.decode(opened.bytes("damaged"), Integer.MAX_VALUE)));
    }

    @Override
    public void heartbeat(SessionId session) {
        transport.send(Request.of("POST", path(session, "/heartbeat"), Payload.NONE).within(10_000));
    }

    @Override
    public BitSet missing(SessionId session, List<Fingerprint> fingerprints) {
        BitSet missing = new BitSet(fingerprints.size());
        List<Fingerprint> unsure = new ArrayList<>();
        for (int i = 0; i < fingerprints.size(); i++) {
            if (filter.lacks(fingerprints.get(i))) {
                missing.set(i);
            } else {
                unsure.add(fingerprints.get(i));
            }
        }
        questions.saved(missing.cardinality());
        if (unsure.isEmpty()) {
            questions.savedWholeBatch();
        } else {
            spread(ask(session, unsure), missing, fingerprints.size());
        }
        filter.learn(fingerprints.size(), missing.cardinality());
        return missing;
    }

    /** A question is a request and an answer, which cost either side the same whatever it asks about. */
    @Override
    public int questionBytes() {
        return 8 << 20;
    }

    /** Puts the answers into the places that are still clear. */
    private static void spread(BitSet answers, BitSet missing, int count) {
        BitSet open = new BitSet(count);
        open.set(0, count);
        open.andNot(missing);
        int next = 0;
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            missing.set(i, answers.get(next));
            next++;
        }
    }

    private BitSet ask(SessionId session, List<Fingerprint> unsure) {
        questions.asked(unsure.size());
        byte[] answer = post("/sessions/" + session + "/missing", Payload.octets(FingerprintList.encode(unsure))).body();
        return BitList.decode(answer, unsure.size());
    }

    @Override
    public List<ClaimState> claim(SessionId session, List<Fingerprint> fingerprints) {
        byte[] answer = post("/sessions/" + session + "/claims", Payload.octets(FingerprintList.encode(fingerprints))).body();
        return ClaimAnswer.decode(answer, fingerprints.size());
    }

    @Override
    public PackId allocate(SessionId session, PackKind kind) {
        // An id that nobody knows of is never used; its row goes with the session.
        JsonObject answer = post(
                        "/sessions/" + session + "/packs",
                        Payload.json(new JsonText().put("kind", kind.name().toLowerCase(Locale.ROOT))))
                .json();
        try {
            return PackId.parse(answer.text("pack"));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("the server gave out a pack id that is none");
        }
    }

    @Override
    public void seal(PackId pack, long sizeBytes, Digest digest, PackContents contents) {
        transport.send(Request.of(
                        "POST",
                        transport.address().inTenant("/packs/" + pack + "/seal"),
                        Payload.octets(new PackSeal(sizeBytes, digest, contents).encode()))
                .within(120_000));
        contents.segments().forEach(segment -> filter.add(segment.chunks()));
    }

    @Override
    public CommitOutcome commit(SessionId session, Fingerprint manifest, byte[] sealedManifest) {
        return commit(session, manifest, wish(manifest, sealedManifest));
    }

    @Override
    public CommitOutcome commit(SessionId session, Fingerprint manifest, byte[] sealedManifest, BackupTotals totals) {
        JsonText told = new JsonText()
                .put("files", totals.files())
                .put("unreadable", totals.unreadable())
                .put("source_bytes", totals.sourceBytes())
                .put("new_bytes", totals.newBytes())
                .put("stored_bytes", totals.storedBytes());
        return commit(session, manifest, wish(manifest, sealedManifest).put("totals", told));
    }

    private JsonText wish(Fingerprint manifest, byte[] sealedManifest) {
        return new JsonText()
                .put("manifest", manifest.toString())
                .put("sealed_manifest", sealedManifest)
                .put("host", identity.host());
    }

    private CommitOutcome commit(SessionId session, Fingerprint manifest, JsonText body) {
        try {
            Response answer = transport.send(
                    Request.of("POST", path(session, "/commit"), Payload.json(body)).within(600_000).expecting(410));
            CommitOutcome outcome = outcome(answer);
            return outcome instanceof CommitOutcome.Expired && answer.isRepeated() ? settled(session, manifest) : outcome;
        } catch (HoldfastException e) {
            throw e.code() == ErrorCode.SERVER_UNREACHABLE ? unknown(session, e) : e;
        }
    }

    private static CommitOutcome outcome(Response answer) {
        if (answer.status() == 410) {
            return new CommitOutcome.Expired();
        }
        JsonObject body = answer.json();
        return switch (body.text("outcome")) {
            case "committed" -> new CommitOutcome.Committed(SnapshotRows.read(body.object("snapshot")));
            case "incomplete" -> new CommitOutcome.Incomplete(FingerprintList.decode(body.bytes("missing"), Integer.MAX_VALUE));
            case "expired" -> new CommitOutcome.Expired();
            default -> throw new MalformedException("unknown outcome of a commit: " + body.text("outcome"));
        };
    }

    /** An attempt whose answer was lost may have committed; then the snapshot is there, and only then. */
    private CommitOutcome settled(SessionId session, Fingerprint manifest) {
        return rows.find(session)
                .filter(row -> row.manifest().equals(manifest))
                .<CommitOutcome>map(CommitOutcome.Committed::new)
                .orElseGet(CommitOutcome.Expired::new);
    }

    private static HoldfastException unknown(SessionId session, HoldfastException e) {
        return new HoldfastException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the server fell silent while snapshot " + session.toString().substring(0, 8) + " was being committed, so it may be there or not",
                "look at 'holdfast snapshots' before doing it again; a repetition uploads nothing twice",
                e);
    }

    @Override
    public void abandon(SessionId session) {
        try {
            transport.send(Request.of("DELETE", path(session, ""), Payload.NONE).within(10_000).expecting(404, 410));
        } catch (HoldfastException e) {
            // It is a courtesy: a session that nobody keeps alive ends by itself. What led here is what has to be told.
            if (e.kind() != ErrorKind.TRANSIENT) {
                throw e;
            }
        }
    }

    @Override
    public List<Snapshot> snapshots() {
        return rows.all();
    }

    @Override
    public Optional<Snapshot> snapshot(SessionId id) {
        return rows.find(id);
    }

    @Override
    public boolean relabel(Snapshot expected, SnapshotLabels labels) {
        return rows.relabel(expected, labels);
    }

    @Override
    public boolean forget(Snapshot expected) {
        return rows.forget(expected);
    }

    @Override
    public List<List<Location>> locate(List<Fingerprint> fingerprints) {
        List<List<Location>> found = new ArrayList<>(fingerprints.size());
        List<Fingerprint> unknown = new ArrayList<>();
        for (Fingerprint chunk : fingerprints) {
            List<Location> known = whereabouts.find(chunk).map(List::of).orElseGet(List::of);
            found.add(known);
            if (known.isEmpty()) {
                unknown.add(chunk);
            }
        }
        if (!unknown.isEmpty()) {
            var answers = askWhere(unknown).iterator();
            found.replaceAll(known -> known.isEmpty() ? answers.next() : known);
        }
        return found;
    }

    @Override
    public List<List<Location>> relocate(List<Fingerprint> fingerprints) {
        fingerprints.forEach(chunk -> whereabouts.find(chunk).ifPresent(location -> whereabouts.forget(location.pack())));
        return askWhere(fingerprints);
    }

    private List<List<Location>> askWhere(List<Fingerprint> chunks) {
        byte[] body = post("/locate", Payload.octets(FingerprintList.encode(chunks))).body();
        LocateAnswer answer = LocateAnswer.decode(body, chunks.size());
        answer.neighbours().forEach(pack -> whereabouts.learn(pack.pack(), pack.segments()));
        return answer.locations();
    }

    private Response post(String path, Payload payload) {
        return transport.send(Request.of("POST", transport.address().inTenant(path), payload));
    }

    private String path(SessionId session, String more) {
        return transport.address().inTenant("/sessions/" + session + more);
    }

    private static SessionId id(String text) {
        try {
            return SessionId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("the server gave out a session id that is none");
        }
    }

    @Override
    public void close() {
        filter.save();
    }
}
