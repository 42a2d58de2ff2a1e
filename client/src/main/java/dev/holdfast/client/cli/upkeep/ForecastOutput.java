package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.storage.service.collect.CollectionForecast;
import dev.holdfast.storage.service.collect.CollectionForecast.Rewritten;

/** What {@code prune --dry-run} prints. */
record ForecastOutput(Console console) {
    void print(CollectionForecast forecast) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> summary(fields, forecast)));
        } else if (!console.isQuiet()) {
            text(forecast);
        }
    }

    private static void summary(Json json, CollectionForecast forecast) {
        json.field("type", "summary")
                .field("dry_run", true)
                .field("freed_bytes", forecast.bytesFreed())
                .field("sessions_closed", forecast.sessionsClosed())
                .object("swept", fields -> fields.field("packs", forecast.swept()));
        Pruning.packs(json, "deleted", forecast.deleted());
        Rewritten rewritten = forecast.rewritten();
        json.object("rewritten", fields ->
                fields.field("packs", rewritten.packs()).field("chunks", rewritten.chunks()).field("bytes", rewritten.bytes()));
        Pruning.packs(json, "waiting", forecast.waiting().packs());
        json.texts("waiting_for", forecast.waiting().sessions().stream().map(Object::toString).toList());
        json.texts("damaged_packs", forecast.damaged().stream().map(Object::toString).toList());
    }

    private void text(CollectionForecast forecast) {
        console.line("would delete   " + Pruning.packs(forecast.deleted()));
        Rewritten rewritten = forecast.rewritten();
        if (rewritten.packs() > 0) {
            console.line("would rewrite  " + Figures.count(rewritten.chunks(), "chunk", "chunks") + " of "
                    + Figures.count(rewritten.packs(), "pack", "packs") + " among them, " + Figures.bytes(rewritten.bytes()));
        }
        if (forecast.swept() > 0) {
            console.line("would sweep    " + Figures.count(forecast.swept(), "pack", "packs") + " of backups that did not finish");
        }
        if (forecast.waiting().packs().count() > 0) {
            console.line("would wait     with " + Pruning.packs(forecast.waiting().packs()) + " until running backups end");
        }
        if (!forecast.damaged().isEmpty()) {
            console.line(Style.BAD, "damaged        " + Figures.count(forecast.damaged().size(), "pack", "packs")
                    + " would be kept; run: holdfast check --read-data");
        }
        console.line(Style.GOOD, "would free about " + Figures.bytes(forecast.bytesFreed()));
    }
}
