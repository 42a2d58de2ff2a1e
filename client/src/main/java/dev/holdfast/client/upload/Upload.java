package dev.holdfast.client.upload;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.engine.repository.Repository;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of one session share while they send. Full packs are made durable by threads of their own, a few at a time, so
 * that no worker waits for a disk. The first failure there is thrown to whoever comes next. Thread-safe.
 */
public final class Upload {
    private static final int MAX_COMMITTING = 4;

    private final Repository repository;
    private final SessionId session;
    private final Effect effect;
    private final ThreadFactory threads;
    private final KnownChunks known = new KnownChunks();
    private final UploadCounters counters = new UploadCounters();
    private final Semaphore committing = new Semaphore(MAX_COMMITTING);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The upload of a session that is open. */
    public Upload(Repository repository, SessionId session, Effect effect) {
        this.repository = repository;
        this.session = session;
        this.effect = effect;
        this.threads = repository.threads("commit");
    }

    /** Whether an upload stores what is missing, or only counts it. */
    public enum Effect {
        /** What is missing is sent, though somebody else may be sending it as well. */
        STORE,
        /** What is missing is sent by one session alone; the others wait until it is there. */
        STORE_CLAIMED,
        COUNT_ONLY
    }

    Effect effect() {
        return effect;
    }

    public UploadCounters counters() {
        return counters;
    }

    Repository repository() {
        return repository;
    }

    SessionId session() {
        return session;
    }

    KnownChunks known() {
        return known;
    }

    OpenPack open(PackKind kind) {
        throwFailure();
        PackId id = repository.metadata().allocate(session, kind);
        var sink = repository.chunks().create(id);
        return new OpenPack(id, sink, new PackWriter(new PackHeader(kind, id, repository.config().id()), sink));
    }

    /** Takes a pack over, makes it durable and declares it, in the background. */
    void commitLater(OpenPack pack) {
        committing.acquireUninterruptibly();
        Thread thread = threads.newThread(() -> {
            try {
                commit(pack);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                committing.release();
            }
        });
        thread.start();
    }

    private void commit(OpenPack pack) {
        try (pack) {
            declare(pack, pack.commit());
            known.present(pack.chunks());
        }
    }

    /** Declares a durable pack; if the session is lost nobody will ever ask for its bytes, so they go. */
    private void declare(OpenPack pack, OpenPack.Declared declared) {
        try {
            repository.metadata()
                    .seal(pack.id(), declared.bytes().sizeBytes(), declared.bytes().digest(), declared.contents());
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.SESSION_EXPIRED) {
                repository.chunks().delete(pack.id());
            }
            throw e;
        }
    }

    /** Waits until every pack taken over is declared. */
    public void await() {
        committing.acquireUninterruptibly(MAX_COMMITTING);
        committing.release(MAX_COMMITTING);
        throwFailure();
    }

    /** What is to be done about each of {@code fingerprints}: nothing, sending it, or waiting for somebody else who does. */
    List<ClaimState> decide(List<Fingerprint> fingerprints) {
        throwFailure();
        BitSet missing = repository.metadata().missing(session, fingerprints);
        List<Fingerprint> wanted = missing.stream().mapToObj(fingerprints::get).toList();
        Iterator<ClaimState> claims = (effect == Effect.STORE_CLAIMED && !wanted.isEmpty()
                        ? claim(wanted)
                        : Collections.nCopies(wanted.size(), ClaimState.GRANTED))
                .iterator();
        return IntStream.range(0, fingerprints.size())
                .mapToObj(i -> missing.get(i) ? claims.next() : ClaimState.PRESENT)
                .toList();
    }

    List<ClaimState> claim(List<Fingerprint> fingerprints) {
        throwFailure();
        return repository.metadata().claim(session, fingerprints);
    }

    void enter(Lane lane) {
        lanes.add(lane);
    }

    void leave(Lane lane) {
        lanes.remove(lane);
    }

    /**
     * Sends what lanes hold in open packs, but for those that are busy at the moment, and waits a little. A session that waits for others
     * must itself hold nothing that others may be waiting for.
     */
    void releaseAndPause(long millis) {
        lanes.forEach(Lane::release);
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                throwFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while another session sends the same content", e);
        }
        counters.waited(millis);
    }

    /** Stops whoever waits for other sessions. */
    public void cancel() {
        failure.compareAndSet(null, new HoldfastException(ErrorCode.INTERRUPTED, "the operation was interrupted"));
        stopped.countDown();
    }

    private void throwFailure() {
        switch (failure.get()) {
            case null -> {}
            case HoldfastException e -> throw new HoldfastException(e.code(), String.valueOf(e.getMessage()), e.next(), e);
            case Throwable e -> throw new HoldfastException(ErrorCode.INTERNAL, "a pack could not be written: " + e, e);
        }
    }
}
