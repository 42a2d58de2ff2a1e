package dev.holdfast.server.access;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who is signed in to the console. The cookie holds a random secret; rows hold its hash, which is also the sign-in's id. Thread-safe; one
 * of them works on a database.
 */
public final class SignInStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "sign_ins",
            List.of(
                    """
                    CREATE TABLE sign_in(
                        id TEXT PRIMARY KEY,
                        kind TEXT NOT NULL,
                        subject TEXT NOT NULL,
                        csrf_token TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        last_seen INTEGER NOT NULL) WITHOUT ROWID"""));

    /** A sign-in that is not used for this long ends. */
    public static final Duration IDLE = Duration.ofHours(8);

    /** Every sign-in ends after this long. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration SEEN_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int MAX_PER_SUBJECT = 50;

    private final ControlDatabase database;
    private final Clock clock;
    private final Entropy entropy;
    private final List<SignInObserver> observers;
    private final Map<String, SignIn> signIns = new ConcurrentHashMap<>();

    /**
     * A sign-in that just began.
     *
     * @param cookie the secret that goes into the cookie
     */
    public record Opened(SignIn signIn, String cookie) {
        @Override
        public String toString() {
            return "sign-in " + signIn.id();
        }
    }

    public SignInStore(ControlDatabase database, Clock clock, Entropy entropy, List<SignInObserver> observers) {
        this.database = database;
        this.clock = clock;
        this.entropy = entropy;
        this.observers = List.copyOf(observers);
        database.read(rows -> rows.list("SELECT * FROM sign_in", SignInStore::read))
                .forEach(signIn -> signIns.put(signIn.id(), signIn));
    }

    /** Signs somebody in. */
    public synchronized Opened open(SignIn.Subject subject) {
        Instant now = now();
        endWhere(other -> hasEnded(other, now));
        signIns.values().stream()
                .filter(other -> other.subject().equals(subject))
                .sorted(Comparator.comparing(SignIn::created).reversed())
                .skip(MAX_PER_SUBJECT - 1L)
                .forEach(other -> end(other.id()));
        Secret secret = Secret.fresh(entropy);
        SignIn signIn = new SignIn(idOf(secret), subject, Secret.fresh(entropy).text(), now, now);
        save(signIn);
        return new Opened(signIn, secret.text());
    }

    /** The sign-in that a cookie stands for, if it has not ended; its use is noted. */
    public Optional<SignIn> use(String cookie) {
        Instant now = now();
        Optional<SignIn> found = Optional.ofNullable(signIns.get(idOf(new Secret(cookie))));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (hasEnded(found.get(), now)) {
            end(found.get().id());
            return Optional.empty();
        }
        if (Duration.between(found.get().lastSeen(), now).compareTo(SEEN_NOTED_EVERY) >= 0) {
            noteSeen(found.get().id(), now);
        }
        return found;
    }

    /** A sign-in that has not ended, without noting a use. */
    public Optional<SignIn> find(String id) {
        return Optional.ofNullable(signIns.get(id)).filter(signIn -> !hasEnded(signIn, now()));
    }

    /** When a sign-in ends if it is not used any more. */
    public static Instant end(SignIn signIn) {
        Instant idle = signIn.lastSeen().plus(IDLE);
        Instant longest = signIn.created().plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    /** Signs somebody out. */
    public void end(String id) {
        endWhere(signIn -> signIn.id().equals(id));
    }

    /** Signs out whoever is meant. */
    public synchronized void endWhere(Predicate<SignIn> which) {
        List<String> ended = signIns.values().stream().filter(which).map(SignIn::id).toList();
        if (ended.isEmpty()) {
            return;
        }
        database.change(rows -> {
            for (String id : ended) {
                rows.change("DELETE FROM sign_in WHERE id = ?", id);
            }
        });
        ended.forEach(signIns::remove);
        observers.forEach(observer -> ended.forEach(observer::ended));
    }

    private synchronized void noteSeen(String id, Instant now) {
        SignIn signIn = signIns.get(id);
        if (signIn != null && signIn.lastSeen().isBefore(now)) {
            save(signIn.seenAt(now));
        }
    }

    private void save(SignIn signIn) {
        switch (signIn.subject()) {
            case SignIn.ByToken(String token) -> save(signIn, "TOKEN", token);
            case SignIn.ByPassword(String user) -> save(signIn, "USER", user);
            // Ends with the process: its console is for one run.
            case SignIn.ByOneTime once -> signIns.put(signIn.id(), signIn);
        }
    }

    private void save(SignIn signIn, String kind, String subject) {
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO sign_in(id, kind, subject, csrf_token, created, last_seen) VALUES(?, ?, ?, ?, ?, ?)",
                signIn.id(),
                kind,
                subject,
                signIn.csrfToken(),
                signIn.created().toEpochMilli(),
                signIn.lastSeen().toEpochMilli()));
        signIns.put(signIn.id(), signIn);
    }

    private static SignIn read(ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        return new SignIn(
                row.getString("id"),
                row.getString("kind").equals("TOKEN") ? new SignIn.ByToken(subject) : new SignIn.ByPassword(subject),
                row.getString("csrf_token"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("last_seen")));
    }

    private static boolean hasEnded(SignIn signIn, Instant now) {
        return !now.isBefore(end(signIn));
    }

    private static String idOf(Secret secret) {
        return HexFormat.of().formatHex(secret.digest());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.now().toEpochMilli());
    }
}
