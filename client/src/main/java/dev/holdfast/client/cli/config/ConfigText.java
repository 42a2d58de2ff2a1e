package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.remote.service.Configurations.Change;
import dev.holdfast.client.remote.service.Configurations.Version;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.engine.text.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the configuration is shown. */
final class ConfigText {
    private ConfigText() {}

    /** A value for people: a text without its quotes, anything else as JSON. */
    static String value(Object json) {
        return Names.escape((json instanceof String text ? text : CanonicalJson.text(json)).getBytes(StandardCharsets.UTF_8));
    }

    /** A text of the server's for people. */
    static String shown(String text) {
        return Names.escape(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is said about a setting, such as {@code 40; 64 for 10 % and eu-1}. */
    static String entry(Object entry) {
        if (!(entry instanceof Map<?, ?> members)) {
            return value(entry);
        }
        Object value = members.get("value");
        List<String> parts = new ArrayList<>();
        parts.add(value == null ? "default" : value(value));
        if (members.get("stage") instanceof Map<?, ?> stage) {
            parts.add(stage(stage));
        }
        return String.join("; ", parts);
    }

    /** A stage, such as {@code 64 for 10 % and eu-1}. */
    static String stage(Map<?, ?> stage) {
        List<String> whom = new ArrayList<>();
        if (stage.get("percent") instanceof Double percent) {
            whom.add(value(percent) + " %");
        }
        if (stage.get("cells") instanceof List<?> cells) {
            cells.forEach(cell -> whom.add(shown(String.valueOf(cell))));
        }
        Object value = stage.get("value");
        return (value == null ? "?" : value(value)) + " for " + String.join(" and ", whom);
    }

    static String change(Change change) {
        return shown(change.name()) + ": " + side(change.before()) + " -> " + side(change.after());
    }

    private static String side(Optional<Object> entry) {
        return entry.map(ConfigText::entry).orElse("default");
    }

    /** Prints what a command published. */
    static void published(Console console, Version version) {
        if (console.isJson()) {
            console.line(CanonicalJson.text(json(version)));
            return;
        }
        version.changes().forEach(change -> console.line(change(change)));
        if (!console.isQuiet()) {
            console.line("published as version " + version.sequence());
        }
    }

    /** A version as JSON. */
    static Map<String, Object> json(Version version) {
        Map<String, Object> json = new TreeMap<>();
        json.put("version", version.version());
        json.put("sequence", (double) version.sequence());
        json.put("published", version.published());
        json.put("by", version.by());
        json.put("reason", version.reason());
        json.put("changes", changes(version.changes()));
        return json;
    }

    static List<Object> changes(List<Change> changes) {
        List<Object> list = new ArrayList<>();
        for (Change change : changes) {
            Map<String, Object> json = new TreeMap<>();
            json.put("name", change.name());
            change.before().ifPresent(before -> json.put("before", before));
            change.after().ifPresent(after -> json.put("after", after));
            list.add(json);
        }
        return list;
    }
}
