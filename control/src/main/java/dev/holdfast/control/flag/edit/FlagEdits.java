package dev.holdfast.control.flag.edit;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.life.Conventions;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Edits together: applied one after the other, and written down as JSON. */
public final class FlagEdits {
    private FlagEdits() {}

    /** What several edits led to. */
    public sealed interface Outcome {
        /** A document that can be served. */
        record Edited(FlagDocument document) implements Outcome {}

        /** One of them does not fit. */
        record Inapplicable(String message, String next) implements Outcome {}

        /** They fit, but what comes out cannot be served. */
        record Refused(FlagDocument.Outcome.Refused reason) implements Outcome {}
    }

    /** Applies edits to a document. */
    public static Outcome apply(List<FlagEdit> edits, FlagDocument before) {
        Map<String, Object> document = FlagJson.object(before.json());
        for (FlagEdit edit : edits) {
            switch (edit.apply(document)) {
                case FlagEdit.Result.Inapplicable unfit -> {
                    return new Outcome.Inapplicable(unfit.message(), unfit.next());
                }
                case FlagEdit.Result.Edited edited -> document = edited.document();
            }
        }
        return switch (checked(document, edits, before)) {
            case FlagDocument.Outcome.Accepted accepted -> new Outcome.Edited(accepted.document());
            case FlagDocument.Outcome.Refused refused -> new Outcome.Refused(refused);
        };
    }

    private static FlagDocument.Outcome checked(Map<String, Object> document, List<FlagEdit> edits, FlagDocument before) {
        Map<String, Object> flags = FlagJson.object(document.get("flags"));
        Map<String, Object> old = FlagJson.object(FlagJson.object(before.json()).get("flags"));
        for (String key : edits.stream().map(FlagEdit::flag).distinct().toList()) {
            Object flag = flags.get(key);
            if (flag != null) {
                Object read = flag.equals(old.get(key)) ? old.get(key) : reread(key, flag);
                if (read == null) {
                    return Conventions.read(CanonicalJson.bytes(document), before);
                }
                flags.put(key, read);
            }
        }
        return Conventions.revise(FlagJson.with(document, "flags", flags), before);
    }

    /** The flag in the form in which it would be read from a document; null if it could not. */
    private static @Nullable Object reread(String key, Object flag) {
        byte[] text = CanonicalJson.bytes(Map.of("flags", Map.of(key, flag)));
        return JsonText.value(text) instanceof Parsed.Document parsed
                ? FlagJson.object(FlagJson.object(parsed.value()).get("flags")).get(key)
                : null;
    }

    /** An edit as a JSON object. */
    public static Map<String, Object> json(FlagEdit edit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("flag", edit.flag());
        switch (edit) {
            case FlagEdit.Serve serve -> json.putAll(Map.of("kind", "serve", "variant", serve.choice()));
            case FlagEdit.Switch change -> json.put("kind", change.state() == FlagDefinition.State.ENABLED ? "enable" : "disable");
            case FlagEdit.Put put -> json.putAll(Map.of("kind", "put", "definition", put.definition()));
            case FlagEdit.Remove remove -> json.put("kind", "remove");
            case FlagEdit.Move move -> {
                json.putAll(Map.of("kind", "stage", "stage", move.stage().text(), "variant", move.rollout().variant()));
                json.putAll(Map.of("otherwise", move.rollout().otherwise(), "bucket_by", move.rollout().bucketBy()));
                move.rollout().group().ifPresent(group -> json.put("group", group));
            }
        }
        return json;
    }

    /** Reads what {@link #json} wrote; empty if it did not. */
    public static Optional<FlagEdit> read(Map<String, Object> json) {
        if (!(json.get("flag") instanceof String flag) || !(json.get("kind") instanceof String kind)) {
            return Optional.empty();
        }
        return switch (kind) {
            case "serve" -> text(json, "variant").map(variant -> new FlagEdit.Serve(flag, variant));
            case "enable" -> Optional.of(new FlagEdit.Switch(flag, FlagDefinition.State.ENABLED));
            case "disable" -> Optional.of(new FlagEdit.Switch(flag, FlagDefinition.State.DISABLED));
            case "put" -> json.get("definition") instanceof Map<?, ?> map ? Optional.of(new FlagEdit.Put(flag, FlagJson.object(map))) : Optional.empty();
            case "remove" -> Optional.of(new FlagEdit.Remove(flag));
            case "stage" -> move(flag, json);
            default -> Optional.empty();
        };
    }

    private static Optional<FlagEdit> move(String flag, Map<String, Object> json) {
        Optional<Stage> stage = text(json, "stage").flatMap(Stage::read);
        String variant = text(json, "variant").orElse("on");
        String otherwise = text(json, "otherwise").orElse("off");
        String bucketBy = text(json, "bucket_by").orElse(EvaluationContext.TARGETING_KEY);
        return variant.equals(otherwise)
                ? Optional.empty()
                : stage.map(to -> new FlagEdit.Move(flag, new Rollout(variant, otherwise, text(json, "group"), bucketBy), to));
    }

    private static Optional<String> text(Map<String, Object> json, String key) {
        return json.get(key) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
