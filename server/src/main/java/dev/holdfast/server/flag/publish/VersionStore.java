package dev.holdfast.server.flag.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.control.flag.Changes;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.database.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All versions of all environments. Rows are only ever added; equal content is kept once. Thread-safe. */
public final class VersionStore {
    /** Their tables. */
    public static final Migration MIGRATION = new Migration(
            "flag_versions",
            List.of(
                    "CREATE TABLE flag_document(digest TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
                    """
                    CREATE TABLE flag_version(
                        project TEXT NOT NULL,
                        environment TEXT NOT NULL,
                        sequence INTEGER NOT NULL,
                        digest TEXT NOT NULL REFERENCES flag_document(digest),
                        time INTEGER NOT NULL,
                        author TEXT NOT NULL,
                        approver TEXT,
                        reason TEXT NOT NULL,
                        origin TEXT NOT NULL,
                        changed TEXT NOT NULL,
                        PRIMARY KEY(project, environment, sequence)) WITHOUT ROWID""",
                    // The document as its authors wrote it, where that is not what is served.
                    "ALTER TABLE flag_version ADD COLUMN source TEXT REFERENCES flag_document(digest)"));

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final ControlDatabase database;

    public VersionStore(ControlDatabase database) {
        this.database = database;
    }

    /** What changes together with a publication, in its transaction. */
    @FunctionalInterface
    public interface Along {
        /** Nothing. */
        Along NOTHING = (rows, publication) -> {};

        void with(Rows rows, Publication publication) throws SQLException;
    }

    /** Adds a version right after {@code expected}, in one transaction; false if that is not the last one. */
    public boolean append(EnvironmentId environment, long expected, Publication next, RuleSet rules, Along along) {
        return database.write(rows -> {
            if (last(rows, environment) != expected) {
                return false;
            }
            keep(rows, next.version().digest(), rules.json());
            RuleSet.Source source = rules.source();
            boolean isPlain = source.digest().equals(next.version().digest());
            if (!isPlain) {
                keep(rows, source.digest(), source.json());
            }
            rows.change(
                    "INSERT INTO flag_version(project, environment, sequence, digest, time, author, approver, reason, origin, changed, source)"
                            + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    environment.project(),
                    environment.environment(),
                    next.version().sequence(),
                    next.version().digest(),
                    next.time().toEpochMilli(),
                    next.note().author().column(),
                    next.note().approver().map(Author::column).orElse(null),
                    next.note().reason().text(),
                    next.note().origin().name(),
                    Columns.json(next.changed()),
                    isPlain ? null : source.digest());
            along.with(rows, next);
            return true;
        });
    }

    private static void keep(Rows rows, String digest, String json) throws SQLException {
        rows.change("INSERT OR IGNORE INTO flag_document(digest, body) VALUES(?, ?)", digest, json);
    }

    private static long last(Rows rows, EnvironmentId environment) throws SQLException {
        return rows.first(
                        "SELECT max(sequence) FROM flag_version WHERE project = ? AND environment = ?",
                        row -> row.getLong(1),
                        environment.project(),
                        environment.environment())
                .orElse(0L);
    }

    /** What was published last, compiled; the empty rule set if nothing was. */
    public RuleSet load(EnvironmentId environment) {
        SortedMap<String, Long> since = new TreeMap<>();
        List<Long> sequences = database.read(rows -> rows.list(
                "SELECT sequence, changed FROM flag_version WHERE project = ? AND environment = ? ORDER BY sequence",
                row -> {
                    long sequence = row.getLong("sequence");
                    Columns.parse(row.getString("changed"), NAMES).forEach(flag -> since.put(flag, sequence));
                    return sequence;
                },
                environment.project(),
                environment.environment()));
        if (sequences.isEmpty()) {
            return RuleSet.empty();
        }
        return compiled(environment, find(environment, sequences.getLast()).orElseThrow().version(), new Changes(since));
    }

    private RuleSet compiled(EnvironmentId environment, FlagsVersion version, Changes changes) {
        RuleSet rules = RuleSet.restore(document(environment, version), version.sequence(), changes);
        if (!rules.version().equals(version)) {
            throw damaged(environment, version, "its content has digest " + rules.version().digest());
        }
        return rules;
    }

    /** The content of a version. */
    public FlagDocument document(EnvironmentId environment, FlagsVersion version) {
        FlagDocument served = content(environment, version, version.digest());
        return source(environment, version).map(source -> content(environment, version, source).servedAs(served)).orElse(served);
    }

    private Optional<String> source(EnvironmentId environment, FlagsVersion version) {
        return database.read(rows -> rows.first(
                        "SELECT source FROM flag_version WHERE project = ? AND environment = ? AND sequence = ?",
                        row -> Columns.text(row, "source"),
                        environment.project(),
                        environment.environment(),
                        version.sequence()))
                .flatMap(found -> found);
    }

    private FlagDocument content(EnvironmentId environment, FlagsVersion version, String digest) {
        String body = database.read(rows -> rows.first("SELECT body FROM flag_document WHERE digest = ?", row -> row.getString("body"), digest))
                .orElseThrow(() -> damaged(environment, version, "its content is gone"));
        return switch (FlagDocument.read(body.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused ->
                throw damaged(environment, version, "it cannot be served by this program: " + refused.problems().getFirst());
        };
    }

    private static HoldfastException damaged(EnvironmentId environment, FlagsVersion version, String why) {
        return new HoldfastException(
                ErrorCode.INDEX_DAMAGED,
                "version " + version + " of the flags of " + environment + " is damaged: " + why,
                "restore server.db from a copy, or start the program that wrote it");
    }

    public Optional<Publication> find(EnvironmentId environment, long sequence) {
        return database.read(rows -> rows.first(
                "SELECT * FROM flag_version WHERE project = ? AND environment = ? AND sequence = ?",
                VersionStore::read,
                environment.project(),
                environment.environment(),
                sequence));
    }

    /** Versions below a number, newest first. */
    public List<Publication> newest(EnvironmentId environment, long before, int limit) {
        return database.read(rows -> rows.list(
                "SELECT * FROM flag_version WHERE project = ? AND environment = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
                VersionStore::read,
                environment.project(),
                environment.environment(),
                before,
                limit));
    }

    /** When each flag last changed. */
    public Map<String, Instant> changed(EnvironmentId environment, Changes changes) {
        Map<Long, Instant> times = new HashMap<>();
        database.read(rows -> rows.list(
                        "SELECT sequence, time FROM flag_version WHERE project = ? AND environment = ?",
                        row -> Map.entry(row.getLong("sequence"), Instant.ofEpochMilli(row.getLong("time"))),
                        environment.project(),
                        environment.environment()))
                .forEach(entry -> times.put(entry.getKey(), entry.getValue()));
        Map<String, Instant> changed = new HashMap<>();
        changes.since().forEach((flag, sequence) -> Optional.ofNullable(times.get(sequence)).ifPresent(time -> changed.put(flag, time)));
        return changed;
    }

    private static Publication read(ResultSet row) throws SQLException {
        return new Publication(
                new FlagsVersion(row.getLong("sequence"), row.getString("digest")),
                new Publication.Note(
                        Author.read(row.getString("author")),
                        new Reason(row.getString("reason")),
                        Publication.Origin.valueOf(row.getString("origin")),
                        Columns.text(row, "approver").map(Author::read)),
                Instant.ofEpochMilli(row.getLong("time")),
                Columns.parse(row.getString("changed"), NAMES));
    }
}
