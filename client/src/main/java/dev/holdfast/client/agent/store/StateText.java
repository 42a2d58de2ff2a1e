package dev.holdfast.client.agent.store;

import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.FleetText;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.ScheduleState;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.tree.RawPath;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of an agent's state in its file: JSON, with a number that tells this form from later ones. */
final class StateText {
    private static final long FORM = 1;

    private StateText() {}

    static byte[] write(AgentState state) {
        return new JsonText()
                .put("form", FORM)
                .put("name", state.name())
                .put("sequence", state.sequence())
                .objects("schedules", state.schedules().entrySet().stream().map(entry -> schedule(entry.getKey(), entry.getValue())).toList())
                .objects("queue", state.queue().stream().map(StateText::queued).toList())
                .objects("outbox", state.outbox().stream().map(StateText::message).toList())
                .objects("ended", state.ended().entrySet().stream()
                        .map(entry -> FleetText.state(entry.getValue()).put("task", entry.getKey()))
                        .toList())
                .toBytes();
    }

    /** @throws MalformedException if it is not a state */
    static AgentState read(byte[] bytes) {
        JsonObject json = JsonObject.parse(bytes);
        if (json.number("form") != FORM) {
            throw new MalformedException("the state is of form " + json.number("form") + ", which this version does not know");
        }
        try {
            Map<String, ScheduleState> schedules = new LinkedHashMap<>();
            json.objects("schedules").forEach(entry -> schedules.put(entry.text("name"), schedule(entry)));
            Map<String, TaskState> ended = new LinkedHashMap<>();
            json.objects("ended").forEach(entry -> ended.put(entry.text("task"), FleetText.state(entry)));
            return new AgentState(
                    json.text("name"),
                    json.number("sequence"),
                    schedules,
                    json.objects("queue").stream().map(StateText::queued).toList(),
                    json.objects("outbox").stream().map(StateText::message).toList(),
                    ended);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("the state holds a value that makes no sense: " + e.getMessage());
        }
    }

    private static JsonText schedule(String name, ScheduleState known) {
        JsonText text = new JsonText().put("name", name).put("considered", known.considered());
        known.last().ifPresent(notice -> text.put("last", FleetText.notice(notice)));
        known.lastSuccess().ifPresent(time -> text.put("last_success", time));
        return text;
    }

    private static ScheduleState schedule(JsonObject json) {
        Optional<BackupNotice> last = json.optionalObject("last").map(FleetText::notice);
        return new ScheduleState(time(json, "considered"), last, json.time("last_success"));
    }

    private static JsonText queued(QueuedWork queued) {
        JsonText text = new JsonText()
                .put("id", queued.id())
                .put("task", queued.task())
                .put("consent", queued.consent().name())
                .put("failures", queued.failures())
                .put("not_before", queued.notBefore());
        queued.started().ifPresent(time -> text.put("started", time));
        return switch (queued.work()) {
            case Work.Backup backup -> text.put("schedule", backup.schedule()).put("due", backup.due());
            case Work.Restore(FleetTask.Order order) -> text.put("snapshot", order.snapshot())
                    .texts("paths_base64", order.paths().stream().map(StateText::base64).toList())
                    .put("target", order.target())
                    .put("existing", order.existing().name());
        };
    }

    private static QueuedWork queued(JsonObject json) {
        Work work = json.has("schedule") ? new Work.Backup(json.text("schedule"), time(json, "due")) : new Work.Restore(order(json));
        return new QueuedWork(
                json.text("id"),
                work,
                json.optionalText("task"),
                QueuedWork.Consent.valueOf(json.text("consent")),
                Math.toIntExact(json.number("failures")),
                time(json, "not_before"),
                json.time("started"));
    }

    private static FleetTask.Order order(JsonObject json) {
        List<RawPath> paths = json.texts("paths_base64").stream().map(StateText::path).toList();
        return new FleetTask.Order(json.text("snapshot"), paths, json.text("target"), FleetTask.Existing.valueOf(json.text("existing")));
    }

    private static JsonText message(Message message) {
        return switch (message) {
            case Message.Report(String key, BackupNotice notice) -> FleetText.notice(notice).put("key", key);
            case Message.TaskEnded(String task, TaskState state) -> FleetText.state(state).put("task", task);
        };
    }

    private static Message message(JsonObject json) {
        return json.has("key")
                ? new Message.Report(json.text("key"), FleetText.notice(json))
                : new Message.TaskEnded(json.text("task"), FleetText.state(json));
    }

    private static String base64(RawPath path) {
        return Base64.getEncoder().encodeToString(path.bytes());
    }

    private static RawPath path(String base64) {
        return RawPath.of(RawPath.ROOT, Base64.getDecoder().decode(base64));
    }

    private static Instant time(JsonObject json, String name) {
        return json.time(name).orElseThrow(() -> new MalformedException("the state lacks '" + name + "'"));
    }
}
