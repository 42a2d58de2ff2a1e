package dev.holdfast.server.maintenance;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackVerifier;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.server.job.JobHandler;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobRequest;
import dev.holdfast.server.job.JobRun;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.service.DamageMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads packs through and compares them with the digests they were sealed with, which needs no key. A pack that is not what it was is
 * marked: its chunks are sent again by the next backup that has them. Thread-safe.
 */
public final class ScrubHandler implements JobHandler {
    private static final int PAGE_ROWS = 256;
    private static final int READ_BYTES = 1 << 20;

    private final Repositories repositories;
    private final PolicyStore policies;
    private final ScrubCursor cursor;

    public ScrubHandler(Repositories repositories, PolicyStore policies, ScrubCursor cursor) {
        this.repositories = repositories;
        this.policies = policies;
        this.cursor = cursor;
    }

    @Override
    public JobKind kind() {
        return JobKind.SCRUB;
    }

    /** What was found so far. Belongs to one run. */
    private static final class Findings {
        private long packs;
        private long bytes;
        private final List<String> damaged = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        Map<String, Object> result() {
            return Map.of("packs", packs, "bytes", bytes, "damaged_packs", damaged, "missing_packs", missing);
        }
    }

    /** How a pack was found. */
    private enum Condition {
        SOUND,
        DAMAGED,
        MISSING
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        JobRequest request = run.job().request();
        TenantName tenant = request.tenant();
        RepositoryAccess repository = repositories.of(tenant);
        int usual = policies.current(tenant).policy().scrub().percentPerRun();
        int percent = request.parameters().get("percent") instanceof Integer given ? given : usual;
        long total = repository.rows().statistics().livePacks();
        long wanted = Math.ceilDiv(total * percent, 100);
        Findings findings = new Findings();
        Optional<PackId> last = cursor.last(tenant);
        boolean isSecondTurn = false;
        while (findings.packs < wanted) {
            List<PackRow> page = repository.rows().packs(last, PAGE_ROWS);
            for (PackRow pack : page) {
                if (findings.packs < wanted) {
                    run.progress(findings.packs, wanted, "packs");
                    scrub(repository, pack, findings, run);
                    last = Optional.of(pack.id());
                }
            }
            cursor.move(tenant, last);
            if (page.isEmpty()) {
                if (isSecondTurn) {
                    break;
                }
                isSecondTurn = true;
                last = Optional.empty();
            }
        }
        run.progress(findings.packs, wanted, "packs");
        return findings.result();
    }

    private void scrub(RepositoryAccess repository, PackRow pack, Findings findings, JobRun run) {
        if (!isReadable(pack)) {
            return;
        }
        findings.packs++;
        Condition condition = condition(repository.chunks(), pack, findings, run);
        DamageMarks marks = new DamageMarks(repository.rows());
        // Collected meanwhile: then it is not missing but gone.
        if (condition == Condition.SOUND || !isStillThere(repository.rows(), pack)) {
            return;
        }
        marks.markWhole(pack.id());
        (condition == Condition.MISSING ? findings.missing : findings.damaged).add(pack.id().toString());
    }

    private static boolean isReadable(PackRow pack) {
        return (pack.state() == PackState.LIVE || pack.state() == PackState.CONDEMNED) && pack.sealed().isPresent();
    }

    private static boolean isStillThere(MetadataStore rows, PackRow pack) {
        return rows.pack(pack.id()).filter(ScrubHandler::isReadable).isPresent();
    }

    private static Condition condition(ChunkStore chunks, PackRow pack, Findings findings, JobRun run) {
        PackRow.Sealed sealed = pack.sealed().orElseThrow();
        try {
            long size = chunks.size(pack.id()).orElse(-1);
            if (size < 0) {
                return Condition.MISSING;
            }
            if (size != sealed.sizeBytes()) {
                return Condition.DAMAGED;
            }
            findings.bytes += size;
            return digest(chunks, pack.id(), size, run).equals(sealed.digest()) ? Condition.SOUND : Condition.DAMAGED;
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.PACK_MISSING) {
                return Condition.MISSING;
            }
            if (e.code() == ErrorCode.PACK_DAMAGED) {
                return Condition.DAMAGED;
            }
            throw e;
        }
    }

    private static Digest digest(ChunkStore chunks, PackId pack, long size, JobRun run) {
        PackVerifier verifier = new PackVerifier();
        byte[] buffer = new byte[(int) Math.min(READ_BYTES, size)];
        for (long offset = 0; offset < size; ) {
            run.checkWanted();
            int length = (int) Math.min(buffer.length, size - offset);
            chunks.read(pack, offset, buffer, 0, length);
            verifier.update(buffer, 0, length);
            offset += length;
        }
        return verifier.finish();
    }
}
