package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.VariantSums;
import dev.holdfast.control.experiment.statistics.Moments;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.json.Json;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sums of one experiment within one transaction: read when they are first needed, written back at the end. */
final class Sums {
    private final Rows rows;
    private final Kept of;
    private final Map<Place, Moments> changed = new LinkedHashMap<>();

    private record Place(String variant, String metric) {}

    private record Row(Place place, String moments) {}

    private record Division(String variant, long assigned, long apart) {}

    Sums(Rows rows, Kept of) {
        this.rows = rows;
        this.of = of;
    }

    void add(String variant, UnitValues unit) throws SQLException {
        for (Map.Entry<String, UnitValues.Value> metric : unit.metrics().entrySet()) {
            Place place = new Place(variant, metric.getKey());
            UnitValues.Value value = metric.getValue();
            changed.put(place, moments(place).plus(value.value(), value.covariate()));
        }
    }

    void remove(String variant, UnitValues unit) throws SQLException {
        for (Map.Entry<String, UnitValues.Value> metric : unit.metrics().entrySet()) {
            Place place = new Place(variant, metric.getKey());
            UnitValues.Value value = metric.getValue();
            changed.put(place, moments(place).minus(value.value(), value.covariate()));
        }
    }

    private Moments moments(Place place) throws SQLException {
        Moments known = changed.get(place);
        return known != null
                ? known
                : rows.first(
                                "SELECT moments FROM experiment_sum WHERE experiment = ? AND variant = ? AND metric = ?",
                                row -> Json.read(row.getString(1), Moments.class),
                                of.id(),
                                place.variant(),
                                place.metric())
                        .orElse(Moments.NONE);
    }

    void write() throws SQLException {
        for (Map.Entry<Place, Moments> sum : changed.entrySet()) {
            rows.change(
                    "INSERT OR REPLACE INTO experiment_sum(experiment, variant, metric, moments) VALUES(?, ?, ?, ?)",
                    of.id(),
                    sum.getKey().variant(),
                    sum.getKey().metric(),
                    Json.text(sum.getValue()));
        }
    }

    /** The sums by variant as they are written. */
    static Map<String, VariantSums> read(Rows rows, Kept of) throws SQLException {
        Map<String, Map<String, Moments>> metrics = new HashMap<>();
        for (Row row : rows.list(
                "SELECT variant, metric, moments FROM experiment_sum WHERE experiment = ?",
                row -> new Row(new Place(row.getString(1), row.getString(2)), row.getString(3)),
                of.id())) {
            metrics.computeIfAbsent(row.place().variant(), variant -> new HashMap<>())
                    .put(row.place().metric(), Json.read(row.moments(), Moments.class));
        }
        Map<String, VariantSums> sums = new HashMap<>();
        for (Division division : rows.list(
                "SELECT variant, assigned, apart FROM experiment_division WHERE experiment = ?",
                row -> new Division(row.getString(1), row.getLong(2), row.getLong(3)),
                of.id())) {
            sums.put(
                    division.variant(),
                    new VariantSums(
                            division.assigned(), division.apart(), metrics.getOrDefault(division.variant(), Map.of())));
        }
        return sums;
    }
}
