package dev.holdfast.client.remote;

import dev.holdfast.client.remote.FilterFile.Versioned;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.filter.BloomFilter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.time.Clock;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The server's filter at the agent: of a chunk that it does not have nobody needs to ask, the chunk is missing. It is fetched in the
 * background once a backup turns out to be new to the server, so an unchanged one never pays for it, and kept fresh while it is used, so
 * that what others have stored meanwhile is not sent again. It never says that a chunk is present. Thread-safe.
 */
final class PresenceFilter {
    /** A longer one costs more to get than the questions it spares. */
    static final long LIMIT_BYTES = 64L << 20;

    private static final long FRESH_NANOS = 2_000_000_000L;
    private static final long QUIET_NANOS = 30_000_000_000L;
    private static final int TRIAL_BATCHES = 4;

    private final Transport transport;
    private final FilterFile file;
    private final Clock clock;
    private final ThreadFactory threads;
    private final Choices choices;
    private final AtomicBoolean fetching = new AtomicBoolean();
    private final long limitBytes;
    private int batches;
    private long asked;
    private long missing;
    private volatile @Nullable Versioned current;
    private volatile long nextFetch;
    private volatile boolean unsaved;

    PresenceFilter(Transport transport, FilterFile file, RemoteRepository.Means means, long limitBytes) {
        this.transport = transport;
        this.file = file;
        this.clock = means.clock();
        this.threads = means.threads();
        this.choices = means.choices();
        this.limitBytes = limitBytes;
        this.nextFetch = clock.monotonicNanos();
    }

    /** Whether the repository surely lacks the chunk. Switched off, even by the server's people while it is used, it knows nothing. */
    boolean lacks(Fingerprint chunk) {
        Versioned known = current;
        return choices.asksForFilter() && known != null && !known.filter().mayContain(BloomFilter.key(chunk));
    }

    /** Notes what this session has stored, which the server's filter here does not have yet. */
    void add(Collection<Fingerprint> chunks) {
        Versioned known = current;
        if (known != null) {
            chunks.forEach(chunk -> known.filter().add(BloomFilter.key(chunk)));
        }
    }

    /** Takes note of a question's outcome; where questions are mostly about what is missing, the filter is worth having. */
    void learn(int chunks, int missingChunks) {
        boolean worthIt;
        synchronized (this) {
            batches++;
            asked += chunks;
            missing += missingChunks;
            worthIt = batches >= TRIAL_BATCHES && 2 * missing >= asked;
        }
        if (worthIt && choices.asksForFilter() && clock.monotonicNanos() >= nextFetch && fetching.compareAndSet(false, true)) {
            threads.newThread(this::fetch).start();
        }
    }

    private void fetch() {
        long pause = QUIET_NANOS;
        try {
            if (refresh()) {
                pause = FRESH_NANOS;
            }
        } catch (HoldfastException | MalformedException e) {
            // Without it everything is asked, as before.
            current = null;
        } finally {
            nextFetch = clock.monotonicNanos() + pause;
            fetching.set(false);
        }
    }

    /** Fetches what is new, or all; false if there is none that is small enough. */
    private boolean refresh() {
        Optional<Versioned> known = Optional.ofNullable(current).or(file::read);
        if (known.isPresent()) {
            String version = known.get().version();
            String since = version.replaceAll("^(W/)?\"|\"$", "");
            Response answer = transport.send(request("?since=" + since).with("If-None-Match", version).expecting(205, 304));
            switch (answer.status()) {
                case 304 -> {
                    current = known.get();
                    return true;
                }
                case 200 -> {
                    current = extended(known.get(), answer);
                    return true;
                }
                default -> current = null;
            }
        }
        return download();
    }

    private Versioned extended(Versioned known, Response answer) {
        ByteBuffer keys = ByteBuffer.wrap(answer.body());
        if (keys.remaining() % Long.BYTES != 0) {
            throw new MalformedException(keys.remaining() + " bytes are no list of keys");
        }
        while (keys.hasRemaining()) {
            known.filter().add(keys.getLong());
        }
        unsaved = true;
        return new Versioned(known.filter(), answer.header("etag").orElse(known.version()));
    }

    private boolean download() {
        Response size = transport.send(Request.of("HEAD", transport.address().inTenant("/filter"), Payload.NONE));
        if (size.headers().firstValueAsLong("content-length").orElse(0) > limitBytes) {
            return false;
        }
        Response answer = transport.send(request("").atMost(limitBytes));
        Optional<String> version = answer.header("etag");
        if (answer.status() != 200 || version.isEmpty()) {
            return false;
        }
        current = new Versioned(BloomFilter.decode(answer.body(), limitBytes), version.get());
        unsaved = true;
        return true;
    }

    private Request request(String query) {
        return Request.get(transport.address().inTenant("/filter" + query)).atMost(limitBytes);
    }

    /** Keeps it for the next run. */
    void save() {
        Versioned known = current;
        if (known != null && unsaved) {
            unsaved = !file.write(known);
        }
    }
}
