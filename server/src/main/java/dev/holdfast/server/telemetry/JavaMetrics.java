package dev.holdfast.server.telemetry;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** What the Java machine says of itself. */
final class JavaMetrics {
    private JavaMetrics() {}

    static void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("jvm_memory_used_bytes")
                .help("Memory in use.")
                .labelNames("area")
                .callback(gauge -> {
                    gauge.call((double) heap().getUsed(), "heap");
                    gauge.call((double) ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(), "nonheap");
                    gauge.call(directBytes(), "direct");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_memory_max_bytes")
                .help("The largest heap allowed.")
                .callback(gauge -> gauge.call((double) heap().getMax()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_threads")
                .help("Platform threads.")
                .callback(gauge -> gauge.call(ManagementFactory.getThreadMXBean().getThreadCount()))
                .register(registry);
        CounterWithCallback.builder()
                .name("jvm_gc_seconds_total")
                .help("Time spent collecting garbage.")
                .labelNames("collector")
                .callback(counter -> ManagementFactory.getGarbageCollectorMXBeans().forEach(one -> counter.call(seconds(one), one.getName())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("process_start_time_seconds")
                .help("When the process started, in seconds since 1970.")
                .callback(gauge -> gauge.call(ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3))
                .register(registry);
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    private static double seconds(GarbageCollectorMXBean collector) {
        return Math.max(0, collector.getCollectionTime()) / 1e3;
    }

    private static double directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }
}
