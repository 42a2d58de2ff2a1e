package dev.holdfast.client.agent.fleet;

import dev.holdfast.client.agent.fleet.BackupNotice.Outcome;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.tree.RawPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of what agent and server say to each other; an agent keeps it on disk in the same form until it is said. */
public final class FleetText {
    private FleetText() {}

    public static JsonText introduction(Introduction agent) {
        return new JsonText()
                .put("host", agent.host())
                .put("version", agent.version())
                .put("platform", agent.platform())
                .objects("schedules", agent.schedules().stream().map(FleetText::planned).toList());
    }

    private static JsonText planned(Introduction.Planned planned) {
        JsonText text = new JsonText().put("name", planned.name()).put("cron", planned.cron()).texts("paths", planned.paths());
        planned.next().ifPresent(next -> text.put("next", next));
        return text;
    }

    public static JsonText notice(BackupNotice notice) {
        JsonText text = new JsonText()
                .put("schedule", notice.schedule())
                .put("started", notice.started())
                .put("ended", notice.ended())
                .put("outcome", lower(notice.outcome()))
                .put("snapshot", notice.snapshot());
        notice.problem().ifPresent(problem -> text.put("error", problem(problem)));
        return text.put("files", notice.totals().files())
                .put("bytes", notice.totals().bytes())
                .put("new_bytes", notice.totals().newBytes())
                .put("stored_bytes", notice.totals().storedBytes());
    }

    /** @throws MalformedException if it is none */
    public static BackupNotice notice(JsonObject json) {
        return new BackupNotice(
                json.text("schedule"),
                time(json, "started"),
                time(json, "ended"),
                Outcome.valueOf(json.text("outcome").toUpperCase(Locale.ROOT)),
                json.optionalText("snapshot"),
                json.optionalObject("error").map(FleetText::problem),
                new Totals(json.number("files"), json.number("bytes"), json.number("new_bytes"), json.number("stored_bytes")));
    }

    public static JsonText state(TaskState state) {
        return switch (state) {
            case TaskState.Running(long done, long total, String unit) -> new JsonText()
                    .put("state", "running")
                    .put("progress", new JsonText().put("done", done).put("total", total).put("unit", unit));
            case TaskState.Succeeded succeeded -> new JsonText().put("state", "succeeded");
            case TaskState.Failed(Problem problem) -> new JsonText().put("state", "failed").put("error", problem(problem));
        };
    }

    /** The state of a task that has ended. */
    public static TaskState state(JsonObject json) {
        return switch (json.text("state")) {
            case "succeeded" -> new TaskState.Succeeded();
            case "failed" -> new TaskState.Failed(problem(json.object("error")));
            default -> throw new MalformedException("'" + json.text("state") + "' is no end of a task");
        };
    }

    private static JsonText problem(Problem problem) {
        return new JsonText().put("code", lower(problem.code())).put("message", problem.message());
    }

    private static Problem problem(JsonObject json) {
        String code = json.text("code").toUpperCase(Locale.ROOT);
        boolean known = List.of(ErrorCode.values()).stream().anyMatch(candidate -> candidate.name().equals(code));
        return new Problem(known ? ErrorCode.valueOf(code) : ErrorCode.INTERNAL, json.textOrEmpty("message"));
    }

    /** The tasks in an answer. One that makes no sense is of a kind that nobody knows, so that it is refused instead of coming again for ever. */
    public static List<FleetTask> tasks(JsonObject json) {
        List<FleetTask> tasks = new ArrayList<>();
        for (JsonObject task : json.objects("tasks")) {
            tasks.add(task(task));
        }
        return tasks;
    }

    private static FleetTask task(JsonObject json) {
        String id = json.text("id");
        String kind = json.textOrEmpty("kind");
        try {
            return switch (kind) {
                case "backup" -> new FleetTask.Backup(id, json.optionalText("schedule"));
                case "restore" -> new FleetTask.Restore(id, order(json));
                default -> new FleetTask.Unknown(id, kind);
            };
        } catch (MalformedException | IllegalArgumentException e) {
            return new FleetTask.Unknown(id, kind + " (" + e.getMessage() + ")");
        }
    }

    private static FleetTask.Order order(JsonObject json) {
        FleetTask.Existing existing = switch (json.optionalText("existing").orElse("keep")) {
            case "keep" -> FleetTask.Existing.KEEP;
            case "replace" -> FleetTask.Existing.REPLACE;
            default -> throw new MalformedException("'existing' is neither keep nor replace");
        };
        List<RawPath> paths = json.texts("paths_base64").stream().map(FleetText::path).toList();
        return new FleetTask.Order(json.text("snapshot"), paths, json.text("target"), existing);
    }

    private static RawPath path(String base64) {
        boolean urlSafe = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
        return RawPath.of(RawPath.ROOT, (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(base64));
    }

    public static JsonText settings(GivenSettings settings) {
        JsonText values = new JsonText();
        settings.values().forEach((name, value) -> put(values, name, value));
        return new JsonText().put("tag", settings.tag()).put("values", values);
    }

    private static void put(JsonText values, String name, Object value) {
        switch (value) {
            case Double number when number == Math.rint(number) -> values.put(name, number.longValue());
            case Boolean truth -> values.put(name, truth.booleanValue());
            case String text -> values.put(name, text);
            case List<?> list -> values.texts(name, list.stream().map(String::valueOf).toList());
            default -> {
                // No setting has values of another form.
            }
        }
    }

    /** @throws MalformedException if they are none */
    public static GivenSettings settings(JsonObject json) {
        Map<String, Object> values = new TreeMap<>();
        json.object("values").fields().forEach((name, value) -> values.put(name, value instanceof Long number ? number.doubleValue() : value));
        return new GivenSettings(json.text("tag"), values);
    }

    private static Instant time(JsonObject json, String name) {
        return json.time(name).orElseThrow(() -> new MalformedException("'" + name + "' is missing"));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
