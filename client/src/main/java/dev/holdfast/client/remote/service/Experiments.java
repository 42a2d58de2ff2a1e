package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import java.util.List;
import java.util.Optional;

/** The experiments of one environment of a server. */
public final class Experiments {
    private final Transport transport;
    private final String base;

    /** {@code environment} is {@code PROJECT/ENVIRONMENT}. */
    public Experiments(Transport transport, String environment) {
        this.transport = transport;
        this.base = "/experiments/" + environment;
    }

    /** An experiment. */
    public record Experiment(String name, String flag, String state, String primary, String started, String stopped, long windowMinutes) {
        static Experiment read(JsonObject view) {
            JsonObject experiment = view.object("experiment");
            return new Experiment(
                    experiment.text("name"),
                    experiment.text("flag"),
                    view.text("state"),
                    experiment.object("primary").text("name"),
                    view.textOrEmpty("started"),
                    view.textOrEmpty("stopped"),
                    experiment.number("window_minutes"));
        }
    }

    /** An estimate with the interval around it. */
    public record Range(double estimate, double lower, double upper) {
        static Range read(JsonObject range) {
            return new Range(range.fraction("estimate"), range.fraction("lower"), range.fraction("upper"));
        }
    }

    /**
     * A metric in one variant.
     *
     * @param finding what may be said of it; empty for the control
     */
    public record Row(
            String metric, String part, String variant, long units, double mean, Optional<Range> effect, Optional<Range> relative, String finding) {
        static Row read(JsonObject metric, JsonObject variant) {
            Optional<JsonObject> effect = variant.optionalObject("effect");
            return new Row(
                    metric.text("metric"),
                    metric.text("part"),
                    variant.text("variant"),
                    variant.number("units"),
                    variant.fraction("mean"),
                    effect.map(one -> Range.read(one.object("absolute"))),
                    effect.flatMap(one -> one.optionalObject("relative")).map(Range::read),
                    variant.textOrEmpty("finding"));
        }
    }

    /** How many units a variant got, and how many of them were seen in another one too. */
    public record Units(String variant, long assigned, long apart) {
        static Units read(JsonObject units) {
            return new Units(units.text("variant"), units.number("assigned"), units.number("apart"));
        }
    }

    /** What follows from an experiment now. */
    public record Results(
            Experiment experiment, boolean mismatch, List<Units> variants, List<Row> rows, long lateEvents, long droppedEvents) {
        static Results read(JsonObject answer) {
            JsonObject results = answer.object("results");
            return new Results(
                    Experiment.read(answer.object("experiment")),
                    results.object("division").isTrue("mismatch"),
                    results.objects("variants").stream().map(Units::read).toList(),
                    results.objects("metrics").stream()
                            .flatMap(metric -> metric.objects("variants").stream().map(variant -> Row.read(metric, variant)))
                            .toList(),
                    answer.number("late_events"),
                    answer.number("dropped_events"));
        }
    }

    /** What the server said, and what that means. */
    public record Answer<T>(byte[] json, T value) {}

    public Answer<List<Experiment>> all() {
        Response answer = transport.send(Request.get(base));
        return new Answer<>(
                answer.body(), answer.json().objects("experiments").stream().map(Experiment::read).toList());
    }

    public Answer<Results> results(String name) {
        Response answer = transport.send(Request.get(base + "/" + name + "/results"));
        return new Answer<>(answer.body(), Results.read(answer.json()));
    }

    /** Lets units take part. */
    public Answer<Experiment> start(String name) {
        return move(name, "start");
    }

    /** Lets no more units take part. */
    public Answer<Experiment> stop(String name) {
        return move(name, "stop");
    }

    private Answer<Experiment> move(String name, String how) {
        Response answer = transport.send(Request.of("POST", base + "/" + name + "/" + how, Payload.NONE));
        return new Answer<>(answer.body(), Experiment.read(answer.json()));
    }
}
