package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Experiment;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All experiments. Answers from memory; one of them works on a database. Thread-safe. */
public final class ExperimentStore {
    private static final int MOST_OPEN = 200;

    private final ControlDatabase database;
    private final Clock clock;
    private volatile Loaded loaded;

    /**
     * What is in memory.
     *
     * @param sticky those that run and let units keep their variants, by the flag; of several on one flag the one that was made first
     */
    private record Loaded(List<Kept> all, Map<EnvironmentName, Map<String, Kept>> sticky) {
        static Loaded of(List<Kept> all) {
            return new Loaded(
                    all,
                    all.stream()
                            .filter(Kept::isSticky)
                            .collect(Collectors.groupingBy(
                                    Kept::where, Collectors.toUnmodifiableMap(kept -> kept.experiment().flag(), kept -> kept, (first, later) -> first))));
        }
    }

    public ExperimentStore(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.loaded = load();
    }

    /** All of them, wherever they are. */
    List<Kept> all() {
        return loaded.all();
    }

    /** Those of an environment that run and let units keep their variants, by the name of the flag. */
    Map<String, Kept> sticky(EnvironmentName where) {
        return loaded.sticky().getOrDefault(where, Map.of());
    }

    /** Those of one environment, in the order in which they were made. */
    List<Kept> in(EnvironmentName where) {
        return all().stream().filter(kept -> kept.where().equals(where)).toList();
    }

    /** The names of those of an environment that run. */
    public List<String> running(EnvironmentName where) {
        return in(where).stream().filter(kept -> kept.state() == State.RUNNING).map(kept -> kept.experiment().name()).toList();
    }

    /** Stops all that run in an environment. */
    public void stopAll(EnvironmentName where) {
        running(where).forEach(name -> stop(where, name));
    }

    Kept find(EnvironmentName where, String name) {
        return in(where).stream()
                .filter(kept -> kept.experiment().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NOT_FOUND, where + " has no experiment '" + name + "'", "holdfast experiments list shows them"));
    }

    /** Keeps a new one as a draft. */
    synchronized Kept create(EnvironmentName where, Experiment experiment) {
        List<Kept> here = in(where);
        if (here.stream().anyMatch(kept -> kept.experiment().name().equals(experiment.name()))) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    where + " has an experiment '" + experiment.name() + "' already",
                    "what was decided beforehand is not changed afterwards: give the new one another name");
        }
        if (here.stream().filter(kept -> kept.state() != State.STOPPED).count() >= MOST_OPEN) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED, where + " has " + MOST_OPEN + " experiments that are not stopped", "stop some of them");
        }
        database.change(rows -> rows.change(
                "INSERT INTO experiment(project, environment, name, body, state, created) VALUES(?, ?, ?, ?, ?, ?)",
                where.project(),
                where.environment(),
                experiment.name(),
                Json.text(experiment),
                State.DRAFT.name(),
                clock.now().toEpochMilli()));
        loaded = load();
        return find(where, experiment.name());
    }

    /** Lets units come in. */
    synchronized Kept start(EnvironmentName where, String name) {
        Kept kept = find(where, name);
        requireState(kept, State.DRAFT, "make a new one: its results must not be mixed with those of this one");
        return move(kept, State.RUNNING, "started");
    }

    /** Lets no more units come in. */
    synchronized Kept stop(EnvironmentName where, String name) {
        Kept kept = find(where, name);
        requireState(kept, State.RUNNING, "only an experiment that is running can be stopped");
        return move(kept, State.STOPPED, "stopped");
    }

    private static void requireState(Kept kept, State wanted, String next) {
        if (kept.state() != wanted) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    "the experiment '" + kept.experiment().name() + "' is " + kept.state().name().toLowerCase(Locale.ROOT),
                    next);
        }
    }

    private Kept move(Kept kept, State state, String column) {
        database.change(rows -> rows.change(
                "UPDATE experiment SET state = ?, " + column + " = ? WHERE id = ?",
                state.name(),
                clock.now().toEpochMilli(),
                kept.id()));
        loaded = load();
        return find(kept.where(), kept.experiment().name());
    }

    private Loaded load() {
        return Loaded.of(database.read(rows -> rows.list("SELECT * FROM experiment ORDER BY id", ExperimentStore::read)));
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("id"),
                new EnvironmentName(row.getString("project"), row.getString("environment")),
                Json.read(row.getString("body"), Experiment.class),
                State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("created")),
                Columns.time(row, "started"),
                Columns.time(row, "stopped"));
    }
}
