package dev.holdfast.server.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/** Counters, gauges and histograms, and their text for Prometheus. Thread-safe. */
public final class Metrics implements RequestObserver {
    /** The media type of {@link #text()}. */
    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Gauge running = Gauge.builder()
            .name("holdfast_requests_running")
            .help("Requests under way.")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("holdfast_request_seconds")
            .help("How long requests took, by route and class of status.")
            .labelNames("method", "route", "status")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Counter dependency = Counter.builder()
            .name("holdfast_dependency_seconds_total")
            .help("Time spent waiting for what the server depends on.")
            .labelNames("dependency")
            .register(registry);
    private final Counter work = Counter.builder()
            .name("holdfast_work_total")
            .help("What requests noted about their work, such as bytes and fingerprints.")
            .labelNames("what")
            .register(registry);
    private final Counter refused = Counter.builder()
            .name("holdfast_requests_refused_total")
            .help("Requests turned away because there was too much to do.")
            .labelNames("route", "status")
            .register(registry);
    private final Counter cutOff = Counter.builder()
            .name("holdfast_answers_cut_off_total")
            .help("Answers that broke off.")
            .register(registry);

    public Metrics() {
        JavaMetrics.register(registry);
    }

    @Override
    public void began() {
        running.inc();
    }

    @Override
    public void ended(RequestEnd end) {
        running.dec();
        seconds.labelValues(end.method(), end.route(), end.status() / 100 + "xx").observe(end.nanos() / 1e9);
        end.work().dependencyNanos().forEach((name, nanos) -> dependency.labelValues(name).inc(nanos / 1e9));
        end.work().counts().forEach((name, amount) -> work.labelValues(name).inc(Math.max(0, amount)));
        if (end.status() == 429 || end.status() == 503) {
            refused.labelValues(end.route(), String.valueOf(end.status())).inc();
        }
        if (end.cutOff()) {
            cutOff.inc();
        }
    }

    /** A number that is asked for whenever the metrics are read. */
    public void gauge(String name, String help, Supplier<Double> value) {
        GaugeWithCallback.builder().name(name).help(help).callback(gauge -> gauge.call(value.get())).register(registry);
    }

    /** Numbers by one label that are asked for whenever the metrics are read. */
    public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(gauge -> values.get().forEach((key, value) -> gauge.call(value, key)))
                .register(registry);
    }

    /** A counter of one's own, by one label; add to it with {@link Count#add}. */
    public Count counter(String name, String help, String label) {
        Counter counter = Counter.builder().name(name).help(help).labelNames(label).register(registry);
        return (value, amount) -> counter.labelValues(value).inc(amount);
    }

    /** Adds to a counter. */
    @FunctionalInterface
    public interface Count {
        void add(String labelValue, double amount);
    }

    /** Everything, in Prometheus' text format. */
    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
