package dev.holdfast.server.repository;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.wire.LocateAnswer;
import dev.holdfast.core.wire.LocateAnswer.Neighbours;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.storage.metadata.MetadataStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where chunks lie. Thread-safe. */
final class LocateRoutes {
    /** Chunks that are told unasked with an answer; 32 bytes each and a little more. */
    private static final int MAX_NEIGHBOURS = 1 << 16;

    private final RepositoryServices services;
    private final Ownership ownership;

    LocateRoutes(RepositoryServices services) {
        this.services = services;
        this.ownership = new Ownership(services.sessions());
    }

    List<Route> routes() {
        return List.of(Route.of(
                        Method.POST,
                        "/api/v1/tenants/{tenant}/locate",
                        new Access.InTenant(Role.RETRIEVING),
                        "Tells where chunks lie, and what else lies in structure packs that the caller may see whole.")
                .lane(Lane.LOOKUP)
                .takes(BodyRule.octets(Bodies.BATCH_BYTES))
                .answers(Answer.bytes(200, "locations of each chunk, then packs", "application/octet-stream"))
                .handle(this::locate));
    }

    private Reply locate(Call call) {
        List<Fingerprint> asked = Bodies.batch(call);
        TenantRepository repository = services.repositories().of(call.tenant());
        List<List<Location>> found = call.work().dependency("metadata", () -> repository.service().locate(asked));
        List<Neighbours> neighbours = call.work().dependency("metadata", () -> neighbours(call, repository.rows(), found));
        call.work().count("fingerprints_located", asked.size());
        return Reply.octets(new LocateAnswer(found, neighbours).encode());
    }

    /** The packs that answer, in the order of the questions; an agent hears only of those that it wrote itself. */
    private List<Neighbours> neighbours(Call call, MetadataStore rows, List<List<Location>> found) {
        Set<PackId> packs = new LinkedHashSet<>();
        found.stream().filter(copies -> !copies.isEmpty()).forEach(copies -> packs.add(copies.getFirst().pack()));
        List<Neighbours> neighbours = new ArrayList<>();
        long chunks = 0;
        for (PackId pack : packs) {
            if (ownership.sees(call, pack.session())
                    && rows.pack(pack).filter(row -> row.kind() == PackKind.STRUCTURE).isPresent()) {
                Optional<List<Segment>> segments = rows.segments(pack);
                chunks += segments.stream().flatMap(List::stream).mapToLong(segment -> segment.chunks().size()).sum();
                if (chunks > MAX_NEIGHBOURS) {
                    return neighbours;
                }
                segments.ifPresent(known -> neighbours.add(new Neighbours(pack, known)));
            }
        }
        return neighbours;
    }
}
