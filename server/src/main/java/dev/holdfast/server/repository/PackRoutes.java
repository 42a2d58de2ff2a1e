package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackLimits;
import dev.holdfast.core.pack.SegmentRange;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.wire.PackSeal;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.repository.PackArrivals.Arrived;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/** Packs that arrive: uploading, sealing, taking back. Thread-safe. */
final class PackRoutes {
    private static final String ONE = "/api/v1/tenants/{tenant}/packs/{pack}";
    private static final Access APPENDING = new Access.InTenant(Role.APPENDING);
    /** A pack's contents have 32 bytes for each chunk and each reference. */
    private static final long SEAL_LIMIT_BYTES = 64L << 20;

    private final RepositoryServices services;
    private final Ownership ownership;

    PackRoutes(RepositoryServices services) {
        this.services = services;
        this.ownership = new Ownership(services.sessions());
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.PUT, ONE, APPENDING, "Stores a pack, verified while it arrives.")
                        .lane(Lane.UPLOAD)
                        .takes(BodyRule.octets(PackLimits.MAX_PACK_BYTES))
                        .header("X-Content-SHA256", "SHA-256 of the pack in hexadecimal digits")
                        .answers(Answer.empty(201, "it is durable"))
                        .answers(Answer.empty(200, "the same bytes were there already"))
                        .handle(this::put),
                Route.of(Method.POST, ONE + "/seal", APPENDING, "Makes a pack's chunks present.")
                        .takes(BodyRule.octets(SEAL_LIMIT_BYTES))
                        .answers(Answer.empty(204, "they are"))
                        .handle(this::seal),
                Route.of(Method.DELETE, ONE, APPENDING, "Takes back a pack that was not sealed.")
                        .answers(Answer.empty(204, "it is not there"))
                        .handle(this::delete));
    }

    private TenantRepository repository(Call call) {
        return services.repositories().of(call.tenant());
    }

    private PackRow row(Call call, TenantRepository repository, PackId pack) {
        ownership.requireSeen(call, pack.session());
        return repository.rows().pack(pack).orElseThrow(() -> PackArrivals.lost(pack));
    }

    private static PackHeader header(TenantRepository repository, PackRow row) {
        return new PackHeader(row.kind(), row.id(), repository.requireConfig().id());
    }

    private Reply put(Call call) {
        PackId pack = Bodies.pack(call);
        TenantRepository repository = repository(call);
        PackRow row = row(call, repository, pack);
        Digest declared = declared(call);
        long size = call.contentLength();
        if (size < 0) {
            throw Bodies.invalid("the length of the pack is not declared");
        }
        PackHeader header = header(repository, row);
        if (row.state() == PackState.RETIRED) {
            throw PackArrivals.lost(pack);
        }
        if (repository.chunks().size(pack).isPresent()) {
            repository.arrivals().requireSame(header, declared);
            drain(call);
            return Reply.empty(200);
        }
        if (row.state() != PackState.OPEN) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "pack " + pack + " is sealed and its bytes are lost", "send its chunks in another pack");
        }
        services.limits().requireRoom(call.tenant(), size);
        PackArrivals.Outcome outcome = received(call, repository, header, declared);
        call.work().count("bytes_in", size);
        return Reply.empty(
                switch (outcome) {
                    case STORED -> 201;
                    case THERE_ALREADY -> 200;
                });
    }

    private static PackArrivals.Outcome received(Call call, TenantRepository repository, PackHeader header, Digest declared) {
        try {
            return repository.arrivals().receive(header, declared, call.contentLength(), call.body());
        } catch (IOException e) {
            throw PackArrivals.damaged(header.id(), "the connection broke off");
        }
    }

    /** The other side goes on sending what is not needed any more; an answer before its end would look like a failure to it. */
    private static void drain(Call call) {
        try (InputStream body = call.body()) {
            long skipped = body.transferTo(java.io.OutputStream.nullOutputStream());
            call.work().count("bytes_in", skipped);
        } catch (IOException e) {
            throw PackArrivals.damaged(Bodies.pack(call), "the connection broke off");
        }
    }

    private static Digest declared(Call call) {
        String header = call.header("X-Content-SHA256")
                .orElseThrow(() -> Bodies.invalid("the header X-Content-SHA256 is missing"));
        try {
            byte[] bytes = HexFormat.of().parseHex(header);
            if (bytes.length == Digest.BYTES) {
                return Digest.of(bytes);
            }
        } catch (IllegalArgumentException e) {
            // It is refused below, like one of another length.
        }
        throw Bodies.invalid("X-Content-SHA256 is not 64 hexadecimal digits");
    }

    private Reply seal(Call call) {
        PackId pack = Bodies.pack(call);
        TenantRepository repository = repository(call);
        PackRow row = row(call, repository, pack);
        PackSeal seal = Bodies.octets(call, PackSeal::decode);
        requireContents(row.kind(), seal.contents());
        Lock lock = repository.arrivals().lock(pack);
        lock.lock();
        try {
            seal(call, repository, pack, seal);
        } finally {
            lock.unlock();
        }
        call.work().count("chunks_sealed", seal.contents().chunkCount());
        return Reply.empty(204);
    }

    private void seal(Call call, TenantRepository repository, PackId pack, PackSeal seal) {
        PackRow row = row(call, repository, pack);
        if (row.state() == PackState.OPEN) {
            requireStored(repository, header(repository, row), seal);
        } else if (row.state() != PackState.RETIRED) {
            requireSameSeal(row, seal);
        }
        try {
            call.work().dependency("metadata", () -> {
                repository.service().seal(pack, seal.sizeBytes(), seal.digest(), seal.contents());
                return pack;
            });
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.SESSION_EXPIRED) {
                // Whoever swept the pack did so before its bytes came.
                repository.chunks().delete(pack);
            }
            throw e;
        } finally {
            repository.arrivals().forget(pack);
        }
    }

    private static void requireContents(PackKind kind, PackContents contents) {
        Set<Object> chunks = new HashSet<>();
        contents.segments().forEach(segment -> chunks.addAll(segment.chunks()));
        if (!chunks.containsAll(contents.references().keySet())) {
            throw Bodies.invalid("references are declared of a chunk that is not in the pack");
        }
        if (kind == PackKind.DATA && !contents.references().isEmpty()) {
            throw Bodies.invalid("references are declared of chunks of data");
        }
    }

    /** What is declared must be what lies there: a fact that leads nowhere would cost others their data. */
    private static void requireStored(TenantRepository repository, PackHeader header, PackSeal seal) {
        Arrived arrived = repository.arrivals().stored(header);
        if (arrived.sizeBytes() != seal.sizeBytes() || !arrived.digest().equals(seal.digest())) {
            throw PackArrivals.damaged(header.id(), "its size or digest is not what was declared");
        }
        List<SegmentRange> declared = seal.contents().segments().stream()
                .map(segment -> new SegmentRange(segment.offset(), segment.length()))
                .toList();
        if (!declared.equals(arrived.layout().segments())) {
            throw Bodies.invalid("the segments that are declared are not those of the pack");
        }
    }

    private static void requireSameSeal(PackRow row, PackSeal seal) {
        PackRow.Sealed declared = new PackRow.Sealed(seal.sizeBytes(), seal.digest(), seal.contents().chunkCount());
        if (row.sealed().filter(declared::equals).isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "pack " + row.id() + " is sealed as something else", "send its chunks in another pack");
        }
    }

    private Reply delete(Call call) {
        PackId pack = Bodies.pack(call);
        TenantRepository repository = repository(call);
        ownership.requireSeen(call, pack.session());
        Lock lock = repository.arrivals().lock(pack);
        lock.lock();
        try {
            PackState state = repository.rows().pack(pack).map(PackRow::state).orElse(PackState.RETIRED);
            switch (state) {
                case OPEN, RETIRED -> repository.chunks().delete(pack);
                case LIVE, CONDEMNED -> throw new HoldfastException(
                        ErrorCode.CONFLICT, "pack " + pack + " is in use", "forget what needs it, then collect: holdfast prune");
            }
            repository.arrivals().forget(pack);
        } finally {
            lock.unlock();
        }
        if (call.caller().role() != Role.AGENT) {
            services.audit().done(call, "pack.delete", pack.toString(), Map.of());
        }
        return Reply.empty(204);
    }
}
