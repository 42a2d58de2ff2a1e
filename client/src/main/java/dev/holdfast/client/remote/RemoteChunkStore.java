package dev.holdfast.client.remote;

import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The packs of a tenant. */
public final class RemoteChunkStore implements ChunkStore {
    private static final long LONGEST_LIST_BYTES = 512L << 20;

    private final Transport transport;
    private final Whereabouts whereabouts;
    private final PackBlocks blocks;
    private final Path spool;

    RemoteChunkStore(Transport transport, Whereabouts whereabouts, Path spool) {
        this.transport = transport;
        this.whereabouts = whereabouts;
        this.blocks = new PackBlocks(transport);
        this.spool = spool;
    }

    @Override
    public PackSink create(PackId id) {
        return SpooledPack.create(transport, id, spool);
    }

    @Override
    public void read(PackId id, long offset, byte[] target, int targetOffset, int length) {
        try {
            blocks.read(id, offset, target, targetOffset, length);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.PACK_MISSING) {
                whereabouts.forget(id);
            }
            throw e;
        }
    }

    @Override
    public OptionalLong size(PackId id) {
        Response answer = transport.send(Request.of("HEAD", path(id), Payload.NONE).expecting(404));
        return answer.status() == 404 ? OptionalLong.empty() : answer.headers().firstValueAsLong("content-length");
    }

    @Override
    public void delete(PackId id) {
        transport.send(Request.of("DELETE", path(id), Payload.NONE).expecting(404));
        blocks.forget(id);
        whereabouts.forget(id);
    }

    @Override
    public void list(Consumer<PackId> each) {
        Response answer = transport.send(Request.get(transport.address().inTenant("/packs")).atMost(LONGEST_LIST_BYTES).within(300_000));
        new String(answer.body(), StandardCharsets.US_ASCII).lines().filter(line -> !line.isEmpty()).forEach(line -> each.accept(parse(line)));
    }

    private static PackId parse(String line) {
        try {
            return PackId.parse(line);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("the server lists a pack that is none");
        }
    }

    private String path(PackId id) {
        return transport.address().inTenant("/packs/" + id);
    }

    /** What interrupted writers leave behind lies at the server, which sees to it. */
    @Override
    public void sweep() {}

    @Override
    public void close() {
        transport.close();
    }
}
