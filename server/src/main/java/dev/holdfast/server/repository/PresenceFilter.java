package dev.holdfast.server.repository;

import dev.holdfast.core.filter.BloomFilter;
import dev.holdfast.core.filter.RecentKeys;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows of most chunks that are in no pack of a repository that they are in none. It is made from the facts in the background; until it is
 * complete, every chunk may be there. It never says that a chunk is present: packs that were taken away stay in it until it is made anew,
 * under another epoch. Thread-safe.
 */
public final class PresenceFilter implements AutoCloseable {
    /** A filter above this is let go before the next one is made, so that memory never holds two of them. */
    private static final long LARGE_BYTES = 32L << 20;

    private static final Logger LOG = System.getLogger(PresenceFilter.class.getName());
    private static final int RECENT_KEYS = 1 << 16;
    private static final double FULL = 1.3;

    private final FilterBuild build;
    private final FilterFile file;
    private final Entropy entropy;
    private final Executor background;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    /** Held shared while contents are written to filter and rows, so that a build that begins sees either all of a pack or hears of it. */
    private final ReadWriteLock writing = new ReentrantReadWriteLock();

    private volatile @Nullable State building;
    private volatile @Nullable State serving;
    private volatile long savedVersion = -1;
    private volatile boolean closed;

    /**
     * A filter between two builds.
     *
     * @param epoch tells it apart from all others of the same repository
     * @param recent what was added to it since it was complete
     */
    public record State(long epoch, BloomFilter filter, RecentKeys recent) {
        private void add(Fingerprint chunk) {
            long key = BloomFilter.key(chunk);
            if (filter.add(key)) {
                recent.add(key);
            }
        }
    }

    private PresenceFilter(MetadataStore rows, Path saved, Entropy entropy, Executor background) {
        this.build = new FilterBuild(rows, () -> closed);
        this.file = new FilterFile(saved);
        this.entropy = entropy;
        this.background = background;
    }

    /** Takes up the filter that was saved for these rows, or begins to make one. */
    static PresenceFilter open(MetadataStore rows, Path saved, Entropy entropy, Executor background) {
        PresenceFilter filter = new PresenceFilter(rows, saved, entropy, background);
        filter.wanted.set(true);
        filter.schedule();
        return filter;
    }

    /** False if the chunk is surely in no pack. */
    boolean mayContain(Fingerprint chunk) {
        State state = serving;
        return state == null || state.filter().mayContain(BloomFilter.key(chunk));
    }

    /** The filter, or empty while it is being made. */
    public Optional<State> current() {
        return Optional.ofNullable(serving);
    }

    /** Adds what a pack holds, then has it written. */
    void adding(PackContents contents, Runnable write) {
        writing.readLock().lock();
        try {
            // In this order: a build that ends in between has set serving before it clears building.
            add(building, contents);
            add(serving, contents);
            write.run();
        } finally {
            writing.readLock().unlock();
        }
        State state = serving;
        if (state != null && state.filter().entries() > state.filter().capacity() * FULL) {
            renew();
        }
    }

    private static void add(@Nullable State state, PackContents contents) {
        if (state != null) {
            contents.segments().forEach(segment -> segment.chunks().forEach(state::add));
        }
    }

    /** Has the filter made anew in the background. */
    public void renew() {
        wanted.set(true);
        file.discard();
        schedule();
    }

    private void schedule() {
        if (!closed && wanted.get() && renewing.compareAndSet(false, true)) {
            background.execute(this::work);
        }
    }

    private void work() {
        try {
            while (!closed && wanted.getAndSet(false)) {
                make();
            }
        } catch (RuntimeException e) {
            // Most likely the store is being closed. Without a filter the store answers everything, as it would have to anyhow.
            LOG.log(Logger.Level.WARNING, "the presence filter could not be made", e);
        } finally {
            building = null;
            renewing.set(false);
        }
        schedule();
    }

    private void make() {
        letGoOfALargeOne();
        Optional<FilterFile.Saved> saved = file.take();
        BloomFilter filter = saved.map(FilterFile.Saved::filter).orElseGet(build::empty);
        long epoch = saved.flatMap(FilterFile.Saved::epoch).orElseGet(() -> entropy.id().high());
        long version = saved.map(FilterFile.Saved::version).orElse(0L);
        State fresh = new State(epoch, filter, new RecentKeys(RECENT_KEYS, version));
        writing.writeLock().lock();
        try {
            building = fresh;
        } finally {
            writing.writeLock().unlock();
        }
        boolean complete = saved.isPresent()
                ? build.fillFrom(saved.get().sequence(), fresh::add)
                : build.fill(chunk -> filter.add(BloomFilter.key(chunk)));
        if (complete) {
            serving = fresh;
        }
        building = null;
    }

    /** A method of its own, because as long as it runs its variable keeps the filter in memory, which has no room for the next one then. */
    private void letGoOfALargeOne() {
        State old = serving;
        if (old != null && old.filter().sizeBytes() > LARGE_BYTES) {
            serving = null;
        }
    }

    /** Writes the filter down as it is while it goes on being used. */
    void save() {
        State state = serving;
        if (state != null && state.recent().version() != savedVersion) {
            savedVersion = state.recent().version();
            save(FilterFile.Ending.MORE_TO_COME);
        }
    }

    private void save(FilterFile.Ending ending) {
        State state = serving;
        if (state == null || wanted.get() || renewing.get()) {
            return;
        }
        // Read first: whatever is added later belongs to sessions from here on.
        long sequence = build.lowestOpenSequence();
        file.write(new FilterFile.Saved(Optional.of(state.epoch()), state.recent().version(), sequence, state.filter()), ending);
    }

    /** Saves it for the next start. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            save(FilterFile.Ending.LAST);
        }
    }
}
