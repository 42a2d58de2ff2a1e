package dev.holdfast.server.flag.publish.change;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagEdits;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.flag.publish.rollout.RolloutStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works as they lie in the database. */
final class WorkText {
    private WorkText() {}

    static String write(Work work) {
        return CanonicalJson.text(
                switch (work) {
                    case Work.Edits some -> Map.of("edits", some.edits().stream().map(FlagEdits::json).toList());
                    case Work.Document document -> Map.of("document", document.json());
                    case Work.Rollback rollback -> Map.of("rollback", rollback.to().toString());
                    case Work.Begin begin -> Map.of("begin", RolloutStore.text(begin.plan()));
                });
    }

    static Work read(String text) {
        return JsonText.value(text.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document parsed && parsed.value() instanceof Map<?, ?> map
                ? read(map)
                : unreadable();
    }

    private static Work read(Map<?, ?> map) {
        if (map.get("document") instanceof String json) {
            return new Work.Document(json);
        }
        if (map.get("rollback") instanceof String version) {
            return FlagsVersion.read(version).<Work>map(Work.Rollback::new).orElseGet(WorkText::unreadable);
        }
        if (map.get("begin") instanceof String plan) {
            return new Work.Begin(RolloutStore.plan(plan));
        }
        return map.get("edits") instanceof List<?> list ? edits(list) : unreadable();
    }

    private static Work edits(List<?> list) {
        List<FlagEdit> edits = new ArrayList<>();
        for (Object element : list) {
            Map<String, Object> json = new LinkedHashMap<>();
            if (element instanceof Map<?, ?> map) {
                map.forEach((key, value) -> json.put((String) key, value));
            }
            Optional<FlagEdit> edit = FlagEdits.read(json);
            if (edit.isEmpty()) {
                return unreadable();
            }
            edits.add(edit.get());
        }
        return new Work.Edits(edits);
    }

    private static Work unreadable() {
        throw new HoldfastException(ErrorCode.INDEX_DAMAGED, "a change of flags in the server's database cannot be read");
    }
}
