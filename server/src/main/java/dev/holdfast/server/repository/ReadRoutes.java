package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.wire.ReadRequest;
import dev.holdfast.core.wire.ReadRequest.Range;
import dev.holdfast.core.wire.ReadRequest.Status;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.ByteRange;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Packs that leave, whole or in stretches, a part at a time. Thread-safe. */
final class ReadRoutes {
    private static final String BASE = "/api/v1/tenants/{tenant}/packs";
    private static final String OCTETS = "application/octet-stream";
    private static final int PART_BYTES = 256 << 10;
    private static final long REQUEST_LIMIT_BYTES = 64 << 10;

    private final RepositoryServices services;

    ReadRoutes(RepositoryServices services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.GET, BASE + "/{pack}", new Access.InTenant(Role.RETRIEVING), "Gives a pack or a stretch of it.")
                        .lane(Lane.DOWNLOAD)
                        .header("Range", "a single stretch of bytes")
                        .answers(Answer.bytes(200, "the pack", OCTETS))
                        .answers(Answer.bytes(206, "the stretch", OCTETS))
                        .handle(this::pack),
                Route.of(Method.GET, BASE, new Access.InTenant(Role.OPERATING), "Lists the ids of all packs.")
                        .lane(Lane.DOWNLOAD)
                        .answers(Answer.bytes(200, "an id on each line", "text/plain"))
                        .handle(this::list),
                Route.of(
                                Method.POST,
                                "/api/v1/tenants/{tenant}/reads",
                                new Access.InTenant(Role.RETRIEVING),
                                "Gives stretches of many packs.")
                        .lane(Lane.DOWNLOAD)
                        .takes(BodyRule.octets(REQUEST_LIMIT_BYTES))
                        .answers(Answer.bytes(200, "for each stretch a status byte, a length of four bytes, the bytes", OCTETS))
                        .handle(this::reads));
    }

    private ChunkStore chunks(Call call) {
        return services.repositories().of(call.tenant()).chunks();
    }

    private Reply pack(Call call) {
        PackId pack = Bodies.pack(call);
        ChunkStore chunks = chunks(call);
        long size = chunks.size(pack).orElseThrow(() -> new HoldfastException(
                ErrorCode.PACK_MISSING, "there is no pack " + pack, "ask again where its chunks lie"));
        ByteRange range = ByteRange.of(call.header("Range"), size);
        return switch (range) {
            case ByteRange.Whole whole -> sent(call, chunks, pack, new Stretch(200, 0, size));
            case ByteRange.Part part -> sent(call, chunks, pack, new Stretch(206, part.offset(), part.length()))
                    .with("Content-Range", part.contentRange(size));
            case ByteRange.Beyond beyond -> Reply.empty(416).with("Content-Range", ByteRange.unsatisfied(size));
        };
    }

    private record Stretch(int status, long offset, long length) {}

    private static Reply sent(Call call, ChunkStore chunks, PackId pack, Stretch range) {
        call.work().count("bytes_out", range.length());
        return new Reply.Stream(
                range.status(),
                Map.of("Accept-Ranges", "bytes"),
                OCTETS,
                range.length(),
                out -> copy(chunks, pack, range.offset(), range.length(), out));
    }

    private static void copy(ChunkStore chunks, PackId pack, long offset, long length, OutputStream out) throws IOException {
        byte[] part = new byte[(int) Math.min(PART_BYTES, length)];
        long end = offset + length;
        for (long at = offset; at < end; ) {
            int count = (int) Math.min(part.length, end - at);
            chunks.read(pack, at, part, 0, count);
            out.write(part, 0, count);
            at += count;
        }
    }

    private Reply list(Call call) {
        ChunkStore chunks = chunks(call);
        return Reply.stream("text/plain", -1, out -> chunks.list(pack -> line(out, pack)));
    }

    private static void line(OutputStream out, PackId pack) {
        try {
            out.write((pack + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Reply reads(Call call) {
        ReadRequest request = Bodies.octets(call, ReadRequest::decode);
        ChunkStore chunks = chunks(call);
        call.work().count("stretches_read", request.ranges().size());
        call.work().count("bytes_out", request.ranges().stream().mapToLong(Range::length).sum());
        return Reply.stream(OCTETS, -1, out -> {
            for (Range range : request.ranges()) {
                answer(chunks, range, out);
            }
        });
    }

    /** Once a stretch was begun as READ, a failure can only cut the answer off; the next attempt begins with its status. */
    private static void answer(ChunkStore chunks, Range range, OutputStream out) throws IOException {
        OptionalLong size = chunks.size(range.pack());
        Status status = size.isEmpty()
                ? Status.MISSING
                : size.getAsLong() < range.offset() + range.length() ? Status.DAMAGED : Status.READ;
        int length = status == Status.READ ? range.length() : 0;
        out.write(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) status.code()).putInt(length).array());
        if (length > 0) {
            copy(chunks, range.pack(), range.offset(), length, out);
        }
    }
}
