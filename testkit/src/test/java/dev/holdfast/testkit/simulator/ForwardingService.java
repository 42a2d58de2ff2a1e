package dev.holdfast.testkit.simulator;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A service that passes everything on; what is different is overridden. */
abstract class ForwardingService implements MetadataService {
    private final MetadataService service;

    ForwardingService(MetadataService service) {
        this.service = service;
    }

    @Override
    public OpenedSession open(SessionRequest request) {
        return service.open(request);
    }

    @Override
    public void heartbeat(SessionId session) {
        service.heartbeat(session);
    }

    @Override
    public BitSet missing(SessionId session, List<Fingerprint> fingerprints) {
        return service.missing(session, fingerprints);
    }

    @Override
    public List<ClaimState> claim(SessionId session, List<Fingerprint> fingerprints) {
        return service.claim(session, fingerprints);
    }

    @Override
    public PackId allocate(SessionId session, PackKind kind) {
        return service.allocate(session, kind);
    }

    @Override
    public void seal(PackId pack, long sizeBytes, Digest digest, PackContents contents) {
        service.seal(pack, sizeBytes, digest, contents);
    }

    @Override
    public CommitOutcome commit(SessionId session, Fingerprint manifest, byte[] sealedManifest) {
        return service.commit(session, manifest, sealedManifest);
    }

    @Override
    public void abandon(SessionId session) {
        service.abandon(session);
    }

    @Override
    public List<Snapshot> snapshots() {
        return service.snapshots();
    }

    @Override
    public Optional<Snapshot> snapshot(SessionId id) {
        return service.snapshot(id);
    }

    @Override
    public boolean relabel(Snapshot expected, SnapshotLabels labels) {
        return service.relabel(expected, labels);
    }

    @Override
    public boolean forget(Snapshot expected) {
        return service.forget(expected);
    }

    @Override
    public List<List<Location>> locate(List<Fingerprint> fingerprints) {
        return service.locate(fingerprints);
    }

    @Override
    public void close() {
        service.close();
    }
}
