package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.remote.json.JsonObject;
import java.util.List;

/** Taking environments and projects out of service. */
final class Archiving {
    static final Option FORCE = Option.flag("--force", "with archive: end what uses it as well, its flags first of all");

    private Archiving() {}

    static FlagService.Uses uses(Arguments given) {
        return given.has(FORCE) ? FlagService.Uses.END : FlagService.Uses.FORBID;
    }

    /** Says what is out of service, what ended with it, and the command that brings it back. */
    static void print(Console console, JsonObject archived, String what, String back) {
        List<String> environments = archived.texts("environments");
        List<String> ended = archived.texts("ended");
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.texts("environments", environments).texts("ended", ended)));
            return;
        }
        console.line(ChangeOutput.shown(what) + " is not served any more; its versions stay");
        ended.forEach(one -> console.line("  ended: " + ChangeOutput.shown(one)));
        console.line("  back again: " + ChangeOutput.shown(back));
    }
}
