package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All people with a password. Thread-safe; one of them works on a database. */
public final class UserStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "users",
            List.of(
                    """
                    CREATE TABLE user(
                        name TEXT PRIMARY KEY,
                        role TEXT NOT NULL,
                        tenant TEXT,
                        password TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        granted INTEGER NOT NULL,
                        last_sign_in INTEGER,
                        state TEXT NOT NULL) WITHOUT ROWID"""));

    private static final int MIN_PASSWORD = 10;
    private static final int MAX_PASSWORD = 512;

    private final ControlDatabase database;
    private final Clock clock;
    private final PasswordHash passwords;
    private final Map<String, Entry> users = new ConcurrentHashMap<>();

    private record Entry(User user, String password) {}

    public UserStore(ControlDatabase database, Clock clock, PasswordHash passwords) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        database.read(rows -> rows.list("SELECT * FROM user", UserStore::read))
                .forEach(entry -> users.put(entry.user().name(), entry));
    }

    /** Makes a user; {@code CONFLICT} if the name is taken, in whichever tenant. */
    public User create(String name, Role role, Optional<TenantName> tenant, String password) {
        Instant now = now();
        User user = new User(name, role, tenant, now, now, Optional.empty(), User.State.ENABLED);
        Entry entry = new Entry(user, passwords.of(requireGood(password)));
        synchronized (this) {
            if (users.containsKey(name)) {
                throw new HoldfastException(ErrorCode.CONFLICT, "the user name " + name + " is taken", "choose another name");
            }
            save(entry);
        }
        return user;
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name)).map(Entry::user);
    }

    /** The users of one tenant, or those of the whole server if it is empty; by name. */
    public List<User> list(Optional<TenantName> tenant) {
        return users.values().stream()
                .map(Entry::user)
                .filter(user -> user.tenant().equals(tenant))
                .sorted(Comparator.comparing(User::name))
                .toList();
    }

    /** The user with this name and password, if they may sign in. Takes the same time whatever is wrong. */
    public Optional<User> verify(String name, String password) {
        Entry entry = users.get(name);
        boolean right = entry == null ? passwords.matchesNobody(password) : passwords.matches(password, entry.password());
        return right ? find(name).filter(user -> user.state() == User.State.ENABLED) : Optional.empty();
    }

    /** Notes that somebody signed in. */
    public void signedIn(String name) {
        update(name, entry -> new Entry(entry.user().signedInAt(now()), entry.password()));
    }

    /** Gives a user another role. */
    public void change(String name, Role role) {
        update(name, entry -> new Entry(entry.user().with(role).grantedAt(now()), entry.password()));
    }

    /** Lets a user sign in, or not. */
    public void change(String name, User.State state) {
        update(name, entry -> new Entry(entry.user().with(state).grantedAt(now()), entry.password()));
    }

    /** Gives a user a password that somebody else chose. */
    public void resetPassword(String name, String password) {
        String hash = passwords.of(requireGood(password));
        update(name, entry -> new Entry(entry.user().grantedAt(now()), hash));
    }

    /** Gives a user a password that they chose themselves. */
    public void changePassword(String name, String password) {
        String hash = passwords.of(requireGood(password));
        update(name, entry -> new Entry(entry.user(), hash));
    }

    /** Removes a user. */
    public synchronized void remove(String name) {
        database.change(rows -> rows.change("DELETE FROM user WHERE name = ?", name));
        users.remove(name);
    }

    /** Removes all users of a tenant. */
    public void removeTenant(TenantName tenant) {
        list(Optional.of(tenant)).forEach(user -> remove(user.name()));
    }

    private synchronized void update(String name, UnaryOperator<Entry> change) {
        Entry entry = users.get(name);
        if (entry != null) {
            save(change.apply(entry));
        }
    }

    private void save(Entry entry) {
        User user = entry.user();
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO user(name, role, tenant, password, created, granted, last_sign_in, state)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                user.name(),
                user.role().name(),
                user.tenant().map(TenantName::text).orElse(null),
                entry.password(),
                user.created().toEpochMilli(),
                user.granted().toEpochMilli(),
                user.lastSignIn().map(Instant::toEpochMilli).orElse(null),
                user.state().name()));
        users.put(user.name(), entry);
    }

    private static String requireGood(String password) {
        if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the password is too short or too long",
                    "choose one of " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters");
        }
        return password;
    }

    private static Entry read(ResultSet row) throws SQLException {
        User user = new User(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Columns.text(row, "tenant").map(TenantName::new),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("granted")),
                Columns.time(row, "last_sign_in"),
                User.State.valueOf(row.getString("state")));
        return new Entry(user, row.getString("password"));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.now().toEpochMilli());
    }
}
