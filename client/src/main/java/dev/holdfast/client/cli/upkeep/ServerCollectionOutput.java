package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.service.Job;
import dev.holdfast.engine.text.Figures;
import java.time.Duration;

/** What is printed of a collection that a server did. */
final class ServerCollectionOutput {
    private final Console console;

    ServerCollectionOutput(Console console) {
        this.console = console;
    }

    ExitCode print(Job job, Duration elapsed) {
        JsonObject result = job.result().orElseGet(() -> JsonObject.parse(new byte[] {'{', '}'}));
        boolean overtaken = !result.textOrEmpty("outcome").equals("complete") && result.has("outcome");
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> {
                fields.field("type", "summary")
                        .field("job", job.id())
                        .field("outcome", overtaken ? "overtaken" : "complete")
                        .field("elapsed_seconds", elapsed.toMillis() / 1000.0)
                        .field("freed_bytes", number(result, "bytes_freed"));
                packs(fields, result, "deleted");
                packs(fields, result, "written");
                fields.object("waiting", waiting -> waiting.field("packs", number(result, "waiting_packs"))
                        .field("bytes", number(result, "waiting_bytes")));
                fields.field("damaged_packs", number(result, "damaged_packs"));
            }));
        } else if (!console.isQuiet()) {
            text(result, elapsed, overtaken ? "another collection got in the way; freed " : "freed ");
        }
        return overtaken || number(result, "damaged_packs") > 0 ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
    }

    private static void packs(Json json, JsonObject result, String what) {
        json.object(what, fields -> fields.field("packs", number(result, "packs_" + what)).field("bytes", number(result, "bytes_" + what)));
    }

    private void text(JsonObject result, Duration elapsed, String end) {
        console.line("deleted  " + Figures.count(number(result, "packs_deleted"), "pack", "packs") + " with "
                + Figures.bytes(number(result, "bytes_deleted")) + ", " + Figures.count(number(result, "packs_written"), "pack", "packs")
                + " written anew");
        if (number(result, "waiting_packs") > 0) {
            console.line("waiting  " + Figures.count(number(result, "waiting_packs"), "pack", "packs")
                    + " until running backups end; the next prune takes them");
        }
        if (number(result, "damaged_packs") > 0) {
            console.line(Style.BAD, "damaged  " + Figures.count(number(result, "damaged_packs"), "pack", "packs")
                    + " kept; the server's scrub and holdfast check say which");
        }
        console.line(Style.GOOD, end + Figures.bytes(number(result, "bytes_freed")) + " at the server in " + Figures.duration(elapsed));
    }

    private static long number(JsonObject result, String name) {
        return result.optionalNumber(name).orElse(0);
    }
}
