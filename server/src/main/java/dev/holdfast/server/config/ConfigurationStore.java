package dev.holdfast.server.config;

import dev.holdfast.control.config.ConfigurationDocument;
import dev.holdfast.control.config.ConfigurationVersion;
import dev.holdfast.control.config.Schema;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Versions;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.database.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every configuration that was ever published, and who this server is. Rows are only ever added. Thread-safe. */
public final class ConfigurationStore {
    /** Its tables. */
    public static final Migration MIGRATION = new Migration(
            "configuration",
            List.of(
                    """
                    CREATE TABLE configuration(
                        sequence INTEGER PRIMARY KEY,
                        digest TEXT NOT NULL,
                        document TEXT NOT NULL,
                        published INTEGER NOT NULL,
                        actor TEXT NOT NULL,
                        actor_id TEXT NOT NULL,
                        reason TEXT NOT NULL)""",
                    "CREATE TABLE instance(only INTEGER PRIMARY KEY CHECK(only = 1), id TEXT NOT NULL)"));

    private final ControlDatabase database;
    private final Schema schema;
    private final Clock clock;
    private final Entropy entropy;

    /**
     * A version with what has become of it since: settings that this program no longer knows, or bounds that it has moved.
     *
     * @param problems why parts of it do not hold
     */
    public record Stored(Publication publication, List<Problem> problems) {}

    public ConfigurationStore(ControlDatabase database, Schema schema, Clock clock, Entropy entropy) {
        this.database = database;
        this.schema = schema;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** The id of this server among all, made the first time it is asked for. */
    public String instance() {
        return database.write(rows -> {
            rows.change("INSERT OR IGNORE INTO instance(only, id) VALUES(1, ?)", entropy.id().toString());
            return rows.first("SELECT id FROM instance", row -> row.getString(1)).orElseThrow();
        });
    }

    /** The newest version; the one before anything was published if nothing was. */
    public Stored newest() {
        return database.read(rows -> newest(rows)).orElseGet(() -> new Stored(Publication.NOTHING, List.of()));
    }

    private Optional<Stored> newest(Rows rows) throws SQLException {
        return rows.first("SELECT * FROM configuration ORDER BY sequence DESC LIMIT 1", this::read);
    }

    /** The version with this number, or {@code NOT_FOUND}. */
    public Stored require(long sequence) {
        return find(sequence).orElseThrow(() -> new HoldfastException(
                ErrorCode.NOT_FOUND, "there is no version " + sequence + " of the configuration", "holdfast config history lists them"));
    }

    /** The version with this number. */
    public Optional<Stored> find(long sequence) {
        return sequence == 0
                ? Optional.of(new Stored(Publication.NOTHING, List.of()))
                : database.read(rows -> rows.first("SELECT * FROM configuration WHERE sequence = ?", this::read, sequence));
    }

    /** Versions with a number below {@code before}, newest first. */
    public List<Publication> list(long before, int limit) {
        return database.read(rows -> rows.list(
                "SELECT * FROM configuration WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
                row -> read(row).publication(),
                before,
                limit));
    }

    /** Publishes a document if {@code expected} is still the newest version; otherwise {@code CHANGED_MEANWHILE}. */
    Publication publish(long expected, ConfigurationDocument document, Caller by, String reason) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        return database.write(rows -> {
            long newest = newest(rows).map(stored -> stored.publication().version().sequence()).orElse(0L);
            Versions.requireSame(expected, newest, "the configuration");
            ConfigurationVersion version = document.version(newest + 1);
            rows.change(
                    "INSERT INTO configuration(sequence, digest, document, published, actor, actor_id, reason) VALUES(?, ?, ?, ?, ?, ?, ?)",
                    version.sequence(),
                    version.digest(),
                    CanonicalJson.text(document.json()),
                    now.toEpochMilli(),
                    by.name(),
                    by.id(),
                    reason);
            return new Publication(version, document, now, by.name(), reason);
        });
    }

    private Stored read(ResultSet row) throws SQLException {
        ConfigurationDocument.Checked checked =
                ConfigurationDocument.read(schema, row.getString("document").getBytes(StandardCharsets.UTF_8));
        Publication publication = new Publication(
                new ConfigurationVersion(row.getLong("sequence"), row.getString("digest")),
                checked.sound(),
                Instant.ofEpochMilli(row.getLong("published")),
                row.getString("actor"),
                row.getString("reason"));
        return new Stored(publication, checked.problems());
    }
}
