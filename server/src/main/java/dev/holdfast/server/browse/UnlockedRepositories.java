package dev.holdfast.server.browse;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.Passphrase;
import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.SignInObserver;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.server.tenant.TenantName;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The repositories that can be read at the moment: those without encryption, and those whose passphrase somebody gave. A key that came
 * with a sign-in serves this sign-in and this tenant alone, and is overwritten when it locks, signs out, has been idle for half an hour,
 * or the server stops; one that came with a request, when the request ends. Thread-safe.
 */
public final class UnlockedRepositories implements SignInObserver, AutoCloseable {
    /** How long a key is kept that nobody uses. */
    public static final long IDLE_MINUTES = 30;

    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(IDLE_MINUTES);
    private static final int MOST_OPEN = 16;
    private static final String ANYBODY = "";

    private final Repositories repositories;
    private final Clock clock;
    private final Entropy entropy;
    private final TenantKeys keys;
    private final Map<TenantName, SharedRepository> open = new HashMap<>();
    private boolean closed;

    public UnlockedRepositories(Repositories repositories, Clock clock, Entropy entropy, PassphraseStretching stretching) {
        this.repositories = repositories;
        this.clock = clock;
        this.entropy = entropy;
        this.keys = new TenantKeys(clock, entropy, stretching);
    }

    /** What is done with a repository while it is sure to stay open. */
    @FunctionalInterface
    public interface Reading<T, E extends Exception> {
        T on(OpenedTenant tenant) throws E;
    }

    /** A repository in use, until it is closed. */
    private record Use(SharedRepository shared, OpenedTenant tenant) {}

    /**
     * Reads in a tenant's repository.
     *
     * @throws dev.holdfast.core.error.HoldfastException LOCKED if it is encrypted and the visitor has not unlocked it, REPOSITORY_NOT_FOUND
     *     if the tenant has none, and for a passphrase in the request what {@link #unlock} fails with
     */
    public <T, E extends Exception> T read(Visitor visitor, Reading<T, E> reading) throws E {
        Use use = enter(visitor);
        try {
            return reading.on(use.tenant);
        } finally {
            leave(use);
        }
    }

    private Use enter(Visitor visitor) {
        RepositoryAccess access = repositories.of(visitor.tenant());
        RepositoryConfig config = access.requireConfig();
        if (TenantKeys.isPlain(config)) {
            return enterPlain(visitor.tenant(), access, config);
        }
        if (visitor.passphrase().isPresent()) {
            return enterOnce(visitor, access, config, visitor.passphrase().get());
        }
        return enterUnlocked(visitor, access, config);
    }

    private synchronized Use enterPlain(TenantName tenant, RepositoryAccess access, RepositoryConfig config) {
        SharedRepository shared = current(tenant, access, config).orElseGet(() -> add(tenant, access, config, keys.openPlain(access, config)));
        shared.hold(ANYBODY, clock.monotonicNanos());
        return new Use(shared, shared.enter());
    }

    private synchronized Use enterUnlocked(Visitor visitor, RepositoryAccess access, RepositoryConfig config) {
        long now = clock.monotonicNanos();
        String holder = visitor.caller().signIn().orElseThrow(() -> BrowseFailures.locked(visitor.tenant()));
        SharedRepository shared = current(visitor.tenant(), access, config)
                .filter(found -> found.isHeldBy(holder, now, IDLE_NANOS))
                .orElseThrow(() -> BrowseFailures.locked(visitor.tenant()));
        shared.hold(holder, now);
        return new Use(shared, shared.enter());
    }

    /** A repository for one use: it is discarded from the beginning, and so ends with it. */
    private Use enterOnce(Visitor visitor, RepositoryAccess access, RepositoryConfig config, String passphrase) {
        KeyRing ring = keys.open(access, visitor.caller(), visitor.tenant(), secret(passphrase));
        SharedRepository once = new SharedRepository(access, config, ring, clock, entropy);
        synchronized (this) {
            OpenedTenant tenant = once.enter();
            once.discard();
            return new Use(once, tenant);
        }
    }

    private synchronized void leave(Use use) {
        use.shared.leave();
    }

    /** The opened repository of a tenant, unless it is another one by now. */
    private Optional<SharedRepository> current(TenantName tenant, RepositoryAccess access, RepositoryConfig config) {
        @Nullable SharedRepository shared = open.get(tenant);
        if (shared != null && !shared.isOf(access, config)) {
            open.remove(tenant);
            shared.discard();
            return Optional.empty();
        }
        return Optional.ofNullable(shared);
    }

    private SharedRepository add(TenantName tenant, RepositoryAccess access, RepositoryConfig config, KeyRing ring) {
        if (closed) {
            ring.clear();
            throw BrowseFailures.locked(tenant);
        }
        while (open.size() >= MOST_OPEN) {
            TenantName idlest = open.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().lastUsed()))
                    .orElseThrow()
                    .getKey();
            discard(idlest);
        }
        SharedRepository shared = new SharedRepository(access, config, ring, clock, entropy);
        open.put(tenant, shared);
        return shared;
    }

    private void discard(TenantName tenant) {
        @Nullable SharedRepository shared = open.remove(tenant);
        if (shared != null) {
            shared.discard();
        }
    }

    /**
     * Unlocks a tenant's repository for the caller's sign-in. Fine for one that needs no key.
     *
     * @throws dev.holdfast.core.error.HoldfastException WRONG_PASSPHRASE, OVERLOADED after too many of those, INVALID_ARGUMENT if the
     *     caller has not signed in
     */
    public void unlock(Caller caller, TenantName tenant, String passphrase) {
        String holder = caller.signIn()
                .orElseThrow(() -> BrowseFailures.invalid(
                        "a token cannot unlock a repository for longer than one request",
                        "give the passphrase with each request, in the header " + Visitor.PASSPHRASE_HEADER));
        RepositoryAccess access = repositories.of(tenant);
        RepositoryConfig config = access.requireConfig();
        if (TenantKeys.isPlain(config)) {
            return;
        }
        if (passphrase.isEmpty()) {
            throw BrowseFailures.invalid("the passphrase is empty", "give the passphrase of the repository");
        }
        KeyRing ring = keys.open(access, caller, tenant, secret(passphrase));
        hold(tenant, access, config, ring, holder);
    }

    private synchronized void hold(
            TenantName tenant, RepositoryAccess access, RepositoryConfig config, KeyRing ring, String holder) {
        Optional<SharedRepository> known = current(tenant, access, config);
        SharedRepository shared;
        if (known.isPresent()) {
            ring.clear();
            shared = known.get();
        } else {
            shared = add(tenant, access, config, ring);
        }
        shared.hold(holder, clock.monotonicNanos());
    }

    private static Passphrase secret(String passphrase) {
        return Passphrase.ofUtf8(passphrase.getBytes(StandardCharsets.UTF_8));
    }

    /** Locks a tenant's repository for a sign-in again. */
    public synchronized void lock(String signIn, TenantName tenant) {
        @Nullable SharedRepository shared = open.get(tenant);
        if (shared != null) {
            shared.letGo(signIn);
            discardUnheld();
        }
    }

    /** Locks everything that a sign-in had unlocked. */
    @Override
    public synchronized void ended(String signIn) {
        open.values().forEach(shared -> shared.letGo(signIn));
        discardUnheld();
    }

    /** Locks what has been idle; called from time to time. */
    public synchronized void sweep() {
        open.values().forEach(shared -> shared.letGoIdle(clock.monotonicNanos(), IDLE_NANOS));
        discardUnheld();
    }

    private void discardUnheld() {
        List<TenantName> unheld = open.entrySet().stream()
                .filter(entry -> !entry.getValue().isHeld())
                .map(Map.Entry::getKey)
                .toList();
        unheld.forEach(this::discard);
    }

    /** The tenants that a sign-in has unlocked, by name. */
    @Override
    public synchronized List<TenantName> unlocked(String signIn) {
        long now = clock.monotonicNanos();
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().isHeldBy(signIn, now, IDLE_NANOS))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Locks everything for good. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(open.keySet()).forEach(this::discard);
    }
}
