package dev.holdfast.client.remote;

import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The stretches of packs read last, in blocks of equal length. Who reads a pack from front to back gets more and more of it at once; a
 * block that one thread is fetching is waited for by the others. Thread-safe, and bounded in memory.
 */
final class PackBlocks {
    private static final int BLOCK_BYTES = 256 << 10;
    private static final int FIRST_BLOCKS = 2;
    private static final int MOST_BLOCKS = 16;
    private static final int MAX_CACHED = 192;
    private static final int MAX_RUNS = 256;

    private final Transport transport;
    private final Map<Key, CompletableFuture<byte[]>> blocks = lru(MAX_CACHED);
    private final Map<PackId, Run> runs = lru(MAX_RUNS);

    PackBlocks(Transport transport) {
        this.transport = transport;
    }

    private record Key(PackId pack, int block) {}

    /** How far a pack was read in order, and how many blocks were fetched at once then. */
    private record Run(int next, int length) {}

    private static <K, V> Map<K, V> lru(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    void read(PackId pack, long offset, byte[] target, int targetOffset, int length) {
        int done = 0;
        while (done < length) {
            long at = offset + done;
            int block = Math.toIntExact(at / BLOCK_BYTES);
            int last = Math.toIntExact((offset + length - 1) / BLOCK_BYTES);
            byte[] bytes = block(pack, block, last);
            int from = (int) (at % BLOCK_BYTES);
            int count = Math.min(length - done, bytes.length - from);
            if (count <= 0) {
                throw new HoldfastException(
                        ErrorCode.PACK_DAMAGED, "pack " + pack + " ends before " + length + " bytes from " + offset, "run: holdfast check");
            }
            System.arraycopy(bytes, from, target, targetOffset + done, count);
            done += count;
        }
    }

    private byte[] block(PackId pack, int block, int last) {
        List<CompletableFuture<byte[]>> mine = new ArrayList<>();
        CompletableFuture<byte[]> wanted;
        synchronized (this) {
            @Nullable CompletableFuture<byte[]> there = blocks.get(new Key(pack, block));
            wanted = there == null ? reserve(pack, block, last, mine) : there;
        }
        if (!mine.isEmpty()) {
            fetch(pack, block, mine);
        }
        try {
            return wanted.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof HoldfastException failure)) {
                throw e;
            }
            if (mine.isEmpty() && failure.code() == ErrorCode.INTERRUPTED) {
                // Whoever fetched it was interrupted, which is nothing to this thread.
                return block(pack, block, last);
            }
            throw new HoldfastException(failure.code(), String.valueOf(failure.getMessage()), failure.next(), failure);
        }
    }

    /** Takes on the blocks from {@code block} on that nobody has: those that are needed, and more for who reads in order. */
    private CompletableFuture<byte[]> reserve(PackId pack, int block, int last, List<CompletableFuture<byte[]>> mine) {
        @Nullable Run run = runs.get(pack);
        boolean inOrder = run != null && block >= run.next() - 1 && block <= run.next() + 1;
        int length = inOrder && run != null ? Math.min(MOST_BLOCKS, 2 * run.length()) : FIRST_BLOCKS;
        int end = Math.max(block + length, last + 1);
        int at = block;
        while (at < end && !blocks.containsKey(new Key(pack, at))) {
            CompletableFuture<byte[]> fetched = new CompletableFuture<>();
            blocks.put(new Key(pack, at), fetched);
            mine.add(fetched);
            at++;
        }
        runs.put(pack, new Run(at, length));
        return mine.getFirst();
    }

    private void fetch(PackId pack, int first, List<CompletableFuture<byte[]>> mine) {
        try {
            byte[] bytes = download(pack, (long) first * BLOCK_BYTES, mine.size() * BLOCK_BYTES);
            for (int i = 0; i < mine.size(); i++) {
                int from = Math.min(i * BLOCK_BYTES, bytes.length);
                mine.get(i).complete(Arrays.copyOfRange(bytes, from, Math.min(from + BLOCK_BYTES, bytes.length)));
            }
        } catch (RuntimeException | Error e) {
            forget(pack);
            mine.forEach(block -> block.completeExceptionally(e));
        }
    }

    private byte[] download(PackId pack, long offset, int length) {
        Response answer = transport.send(Request.get(transport.address().inTenant("/packs/" + pack))
                .with("Range", "bytes=" + offset + "-" + (offset + length - 1))
                .expecting(404, 416)
                .atMost(length));
        return switch (answer.status()) {
            case 206 -> answer.body();
            case 416 -> new byte[0];
            case 404 -> throw new HoldfastException(
                    ErrorCode.PACK_MISSING, "pack " + pack + " is not on the server", "run: holdfast check");
            // Only a pack no longer than what was asked for may come as a whole.
            default -> offset == 0 ? answer.body() : new byte[0];
        };
    }

    synchronized void forget(PackId pack) {
        blocks.keySet().removeIf(key -> key.pack().equals(pack));
        runs.remove(pack);
    }
}
