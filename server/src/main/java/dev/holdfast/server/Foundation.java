package dev.holdfast.server;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.telemetry.Metrics;
import dev.holdfast.server.telemetry.StructuredLog;

/**
 * What every subject of the server is built on.
 *
 * @param options how the server was started
 * @param database the server's own rows
 * @param events tells those who watch what changed
 * @param metrics where gauges and counters of one's own belong
 * @param log where what nobody asked for is told
 * @param closing ends answers that stay open when the server stops
 */
public record Foundation(
        ServerOptions options,
        ControlDatabase database,
        EventHub events,
        Metrics metrics,
        StructuredLog log,
        Closing closing,
        Clock clock,
        Entropy entropy) {}
