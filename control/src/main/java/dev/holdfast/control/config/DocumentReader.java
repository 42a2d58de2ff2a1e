package dev.holdfast.control.config;

import dev.holdfast.control.flag.definition.Members;
import dev.holdfast.control.flag.definition.Nearest;
import dev.holdfast.control.flag.definition.Problems;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Pointer;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one document. What is wrong with a setting leaves out that setting, never another one. Belongs to one thread. */
final class DocumentReader {
    private static final Pattern CELL = Pattern.compile("[a-z0-9][a-z0-9:._-]{0,99}");
    private static final Set<String> SAYABLE = Set.of("value", "stage");
    private static final Set<String> STAGED = Set.of("value", "cells", "percent");
    private static final int MOST_CELLS = 1_000;

    private final Schema schema;
    private final Parsed.Document document;
    private final Problems problems;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    DocumentReader(Schema schema, Parsed.Document document) {
        this.schema = schema;
        this.document = document;
        this.problems = new Problems(document);
    }

    ConfigurationDocument.Checked run() {
        if (document.value() instanceof Map<?, ?> map) {
            Members top = new Members(map, Pointer.ROOT, problems);
            top.onlyKnown("a configuration has no such member", Set.of("settings"));
            if (!top.has("settings")) {
                problems.add(Pointer.ROOT, "'settings' is missing", "write {\"settings\": {…}}");
            }
            top.object("settings").forEach((name, entry) -> read(name, entry, top.to("settings").to(name)));
        } else {
            problems.add(Pointer.ROOT, "a configuration is a JSON object", "write {\"settings\": {…}}");
        }
        return new ConfigurationDocument.Checked(new ConfigurationDocument(entries), problems.inOrder());
    }

    private void read(String name, @Nullable Object json, Pointer pointer) {
        Optional<Setting<?>> setting = schema.find(name);
        if (setting.isEmpty()) {
            problems.add(pointer, "there is no setting '" + name + "'", Nearest.hint(name, schema.names()));
        } else if (json instanceof Map<?, ?> map) {
            entry(setting.get(), new Members(map, pointer, problems)).ifPresent(entry -> entries.put(name, entry));
        } else {
            problems.add(pointer, "what is said about a setting is a JSON object", "write {\"value\": …}");
        }
    }

    private Optional<Entry> entry(Setting<?> setting, Members members) {
        members.onlyKnown("this cannot be said about a setting", SAYABLE);
        if (!members.has("value") && !members.has("stage")) {
            problems.add(members.pointer(), "neither a value nor a stage is given", "write {\"value\": …}, or leave the setting out");
            return Optional.empty();
        }
        Optional<Object> value = members.has("value") ? value(setting, members) : Optional.empty();
        Optional<Stage> stage = members.has("stage") ? stage(setting, members) : Optional.empty();
        boolean isWhole = SAYABLE.containsAll(members.map().keySet())
                && value.isPresent() == members.has("value") && stage.isPresent() == members.has("stage");
        return isWhole ? Optional.of(new Entry(value, stage)) : Optional.empty();
    }

    private Optional<Object> value(Setting<?> setting, Members members) {
        Object json = members.value("value");
        if (setting.read(json) instanceof Kind.Reading.Wrong<?>(String message, String next)) {
            problems.add(members.to("value"), "'" + setting.name() + "': " + message, next);
        }
        return setting.canonical(json);
    }

    private Optional<Stage> stage(Setting<?> setting, Members around) {
        Pointer pointer = around.to("stage");
        if (!(around.value("stage") instanceof Map<?, ?> map)) {
            problems.add(pointer, "a stage is a JSON object", "write {\"value\": …, \"percent\": 10}");
            return Optional.empty();
        }
        Members members = new Members(map, pointer, problems);
        members.onlyKnown("a stage has no such member", STAGED);
        if (!members.has("value")) {
            problems.add(pointer, "a stage lacks the value that it brings", "add \"value\"");
            return Optional.empty();
        }
        Optional<Object> value = value(setting, members);
        NavigableSet<String> cells = cells(members);
        Optional<Integer> percent = percent(members);
        if (!members.has("cells") && percent.filter(given -> given == 0).isPresent()) {
            problems.add(pointer, "this stage reaches nobody", "name \"cells\", or a \"percent\" from 1 to 100");
            return Optional.empty();
        }
        return STAGED.containsAll(map.keySet()) && value.isPresent() && percent.isPresent() && areSound(members, cells)
                ? Optional.of(new Stage(value.get(), cells, percent.get()))
                : Optional.empty();
    }

    private static boolean areSound(Members members, NavigableSet<String> cells) {
        return !members.has("cells") || (members.value("cells") instanceof List<?> list && !list.isEmpty() && list.size() == cells.size());
    }

    private NavigableSet<String> cells(Members members) {
        NavigableSet<String> cells = new TreeSet<>();
        if (!members.has("cells")) {
            return cells;
        }
        Pointer pointer = members.to("cells");
        if (!(members.value("cells") instanceof List<?> list) || list.isEmpty() || list.size() > MOST_CELLS) {
            problems.add(pointer, "'cells' is a list of 1 to " + MOST_CELLS + " names", "write [\"one\", \"two\"]");
            return cells;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String cell) || !CELL.matcher(cell).matches() || !cells.add(cell)) {
                problems.add(pointer.to(i), "this is no name of a cell, or stands twice", "cells are named by lower-case letters, digits and : . _ -");
            }
        }
        return cells;
    }

    private Optional<Integer> percent(Members members) {
        if (!members.has("percent")) {
            return Optional.of(0);
        }
        if (members.value("percent") instanceof Double number && number == Math.rint(number) && number >= 0 && number <= 100) {
            return Optional.of(number.intValue());
        }
        problems.add(members.to("percent"), "'percent' is a whole number from 0 to 100", "write 10 for one of ten");
        return Optional.empty();
    }
}
