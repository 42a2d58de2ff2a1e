package dev.holdfast.server.access;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
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

/** All tokens. Thread-safe; one of them works on a database. */
public final class TokenStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "tokens",
            List.of(
                    """
                    CREATE TABLE token(
                        id TEXT PRIMARY KEY,
                        name TEXT NOT NULL,
                        role TEXT NOT NULL,
                        tenant TEXT,
                        agent TEXT,
                        digest BLOB NOT NULL,
                        created INTEGER NOT NULL,
                        created_by TEXT NOT NULL,
                        expires INTEGER,
                        last_used INTEGER,
                        state TEXT NOT NULL) WITHOUT ROWID"""));

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int ID_BYTES = 8;

    private final ControlDatabase database;
    private final Clock clock;
    private final Entropy entropy;
    private final Map<String, Entry> tokens = new ConcurrentHashMap<>();

    private record Entry(Token token, byte[] digest) {}

    public TokenStore(ControlDatabase database, Clock clock, Entropy entropy) {
        this.database = database;
        this.clock = clock;
        this.entropy = entropy;
        database.read(rows -> rows.list("SELECT * FROM token", TokenStore::read))
                .forEach(entry -> tokens.put(entry.token().id(), entry));
    }

    /** Makes a token. */
    public NewToken create(Token.Owner owner, String createdBy, Optional<Duration> lifetime) {
        TokenText text = new TokenText(HexFormat.of().formatHex(entropy.bytes(ID_BYTES)), Secret.fresh(entropy));
        Instant now = now();
        Token token =
                new Token(text.id(), owner, now, createdBy, lifetime.map(now::plus), Optional.empty(), Token.State.VALID);
        Entry entry = new Entry(token, text.secret().digest());
        insert(entry);
        tokens.put(token.id(), entry);
        return new NewToken(token, text.reveal());
    }

    /** The token that {@code text} is, if it is one that opens something now; its use is noted. */
    public Optional<Token> use(String text) {
        Instant now = now();
        Optional<Token> found = TokenText.parse(text).flatMap(presented -> Optional.ofNullable(tokens.get(presented.id()))
                .filter(entry -> presented.secret().matches(entry.digest()))
                .map(Entry::token)
                .filter(token -> token.isUsableAt(now)));
        found.ifPresent(token -> noteUse(token, now));
        return found;
    }

    /** A token by its id, usable or not. */
    public Optional<Token> find(String id) {
        return Optional.ofNullable(tokens.get(id)).map(Entry::token);
    }

    /** The tokens of one tenant, or those of the whole server if it is empty; oldest first. */
    public List<Token> list(Optional<TenantName> tenant) {
        return tokens.values().stream()
                .map(Entry::token)
                .filter(token -> token.owner().tenant().equals(tenant))
                .sorted(Comparator.comparing(Token::created).thenComparing(Token::id))
                .toList();
    }

    /** Takes a token back, for good. */
    public void revoke(Token token) {
        revokeAll(other -> other.id().equals(token.id()));
    }

    /** Takes back all tokens of an agent. */
    public void revokeAgent(TenantName tenant, String agent) {
        revokeAll(token -> token.owner().tenant().equals(Optional.of(tenant)) && token.owner().agent().equals(Optional.of(agent)));
    }

    /** Takes back all tokens of a tenant. */
    public void revokeTenant(TenantName tenant) {
        revokeAll(token -> token.owner().tenant().equals(Optional.of(tenant)));
    }

    private synchronized void revokeAll(Predicate<Token> which) {
        List<Entry> found = tokens.values().stream().filter(entry -> which.test(entry.token())).toList();
        database.change(rows -> {
            for (Entry entry : found) {
                rows.change("UPDATE token SET state = ? WHERE id = ?", Token.State.REVOKED.name(), entry.token().id());
            }
        });
        found.forEach(entry -> tokens.put(entry.token().id(), new Entry(entry.token().revoked(), entry.digest())));
    }

    private void noteUse(Token token, Instant now) {
        if (token.lastUsed().map(used -> Duration.between(used, now).compareTo(USE_NOTED_EVERY) < 0).orElse(false)) {
            return;
        }
        noteUseNow(token.id(), now);
    }

    private synchronized void noteUseNow(String id, Instant now) {
        Optional<Token> current = find(id).filter(token -> !token.lastUsed().equals(Optional.of(now)));
        if (current.isEmpty()) {
            return;
        }
        database.change(rows -> rows.change("UPDATE token SET last_used = ? WHERE id = ?", now.toEpochMilli(), id));
        tokens.computeIfPresent(id, (key, entry) -> new Entry(entry.token().usedAt(now), entry.digest()));
    }

    private void insert(Entry entry) {
        Token token = entry.token();
        database.change(rows -> rows.change(
                "INSERT INTO token(id, name, role, tenant, agent, digest, created, created_by, expires, last_used, state)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
                token.id(),
                token.owner().name(),
                token.owner().role().name(),
                token.owner().tenant().map(TenantName::text).orElse(null),
                token.owner().agent().orElse(null),
                entry.digest(),
                token.created().toEpochMilli(),
                token.createdBy(),
                token.expires().map(Instant::toEpochMilli).orElse(null),
                token.state().name()));
    }

    private static Entry read(ResultSet row) throws SQLException {
        Token.Owner owner = new Token.Owner(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getString("tenant")).map(TenantName::new),
                Optional.ofNullable(row.getString("agent")));
        Token token = new Token(
                row.getString("id"),
                owner,
                Instant.ofEpochMilli(row.getLong("created")),
                row.getString("created_by"),
                Columns.time(row, "expires"),
                Columns.time(row, "last_used"),
                Token.State.valueOf(row.getString("state")));
        return new Entry(token, row.getBytes("digest"));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.now().toEpochMilli());
    }
}
