package dev.holdfast.program.flags.publish;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The flags of an environment at a server. */
final class FlagService implements AutoCloseable {
    private static final int UNPROCESSABLE = 422;
    private static final long LARGEST_ANSWER = 64 << 20;

    private static final String PROJECTS = "/flags/projects";

    private final Transport transport;
    private final String project;
    private final String path;

    FlagService(Transport transport, String project, String environment) {
        this.transport = transport;
        this.project = PROJECTS + "/" + encoded(project);
        this.path = this.project + "/environments/" + encoded(environment);
    }

    /** A document as it was published. */
    record Published(byte[] document, String version) {}

    /** What came of a change. */
    sealed interface Answer {
        /** It is published, or was so already. */
        record Done(String outcome, long sequence, String version, List<String> changed) implements Answer {}

        /** It waits. */
        record Waits(String id, String state, String due) implements Answer {}

        /** It cannot be served. */
        record Refused(String message, List<Slip> problems) implements Answer {}
    }

    /** What the server says of a draft, of which it publishes nothing. */
    sealed interface Verdict {
        /** It could be published, under this number. */
        record Sound(long sequence) implements Verdict {}

        /** It could not. */
        record Unsound(Answer.Refused why) implements Verdict {}
    }

    /** What becomes of all that uses something which goes out of service. */
    enum Uses {
        /** Nothing may use it. */
        FORBID,
        /** They end with it. */
        END
    }

    Published document(Optional<Long> version, String form) {
        String query = "?form=" + form + version.map(number -> "&version=" + number).orElse("");
        Response response = send(Request.get(path + "/document" + query).atMost(LARGEST_ANSWER));
        return new Published(response.body(), response.header("X-Flags-Version").orElse(""));
    }

    /** Publishes a document on top of a version, or of any for {@code *}. */
    Answer publish(byte[] document, String reason, String version) {
        return answer(Request.of("PUT", path + "/document?reason=" + encoded(reason), new Payload.Bytes("application/json", document))
                .with("If-Match", version.equals("*") ? "*" : "\"" + version + "\""));
    }

    Answer set(JsonText wish) {
        return answer(Request.of("POST", path + "/set", Payload.json(wish)));
    }

    /** Changes some flags. */
    Answer change(JsonText wish) {
        return answer(Request.of("POST", path + "/changes", Payload.json(wish)));
    }

    /**
     * Has the server look at a draft.
     *
     * @param draft {@code edits} or a {@code document}
     */
    Verdict check(Map<String, Object> draft) {
        Map<String, Object> question = new HashMap<>(draft);
        // The flag without a name is in no document: only what the server thinks of the draft is wanted, and no steps of a rule.
        question.put("flag", "");
        Response response = send(Request.of("POST", path + "/explain", new Payload.Bytes("application/json", CanonicalJson.bytes(question)))
                .expecting(UNPROCESSABLE));
        JsonObject json = response.json();
        if (response.status() == UNPROCESSABLE) {
            return new Verdict.Unsound(refused(json));
        }
        if (json.isTrue("published")) {
            throw new HoldfastException(
                    ErrorCode.UNSUPPORTED, transport.address() + " is too old to look at what is not published", "see the difference: holdfast flags diff FILE");
        }
        return new Verdict.Sound(FlagsVersion.read(json.text("flags_version")).map(FlagsVersion::sequence).orElse(0L));
    }

    /** All projects with their environments. */
    List<JsonObject> projects() {
        return send(Request.get(PROJECTS).atMost(LARGEST_ANSWER)).json().objects("projects");
    }

    /** Makes a project. */
    JsonObject createProject(String name) {
        return send(Request.of("POST", PROJECTS, Payload.json(new JsonText().put("name", name)))).json();
    }

    /** Takes the project out of service. */
    JsonObject archiveProject(Uses uses) {
        return archived(project, uses);
    }

    /** Takes an environment of the project out of service. */
    JsonObject archive(String environment, Uses uses) {
        return archived(project + "/environments/" + encoded(environment), uses);
    }

    private JsonObject archived(String place, Uses uses) {
        return send(Request.of("DELETE", place + (uses == Uses.END ? "?force=true" : ""), Payload.NONE)).json();
    }

    /** The environments of one project, or of all. */
    List<JsonObject> environments(Optional<String> only) {
        return projects().stream()
                .filter(one -> only.isEmpty() || only.get().equals(one.text("name")))
                .flatMap(one -> one.objects("environments").stream())
                .toList();
    }

    /** Makes an environment of the project. */
    JsonObject create(JsonText wish) {
        return send(Request.of("POST", project + "/environments", Payload.json(wish))).json();
    }

    /** Changes what holds for an environment of the project. */
    JsonObject settle(String environment, JsonText wish) {
        return send(Request.of("PATCH", project + "/environments/" + encoded(environment), Payload.json(wish))).json();
    }

    Answer rollback(JsonText wish) {
        return answer(Request.of("POST", path + "/rollback", Payload.json(wish)));
    }

    /** Begins a roll-out. */
    Answer begin(JsonText wish) {
        return answer(Request.of("POST", path + "/rollouts", Payload.json(wish)));
    }

    /** Ends a roll-out. */
    JsonObject end(String rollout) {
        return send(Request.of("DELETE", path + "/rollouts/" + encoded(rollout), Payload.NONE)).json();
    }

    /** Says what a guard metric is like. */
    JsonObject report(String metric, JsonText report) {
        String name = Arrays.stream(metric.split("/", -1)).map(FlagService::encoded).collect(Collectors.joining("/"));
        return send(Request.of("PUT", path + "/metrics/" + name, Payload.json(report))).json();
    }

    /** What the environment has under this path; the environment itself if it is empty. */
    JsonObject get(String what) {
        return send(Request.get(path + what).atMost(LARGEST_ANSWER)).json();
    }

    JsonObject decide(String change, String decision) {
        Payload payload = Payload.json(new JsonText().put("decision", decision));
        return send(Request.of("POST", path + "/changes/" + encoded(change), payload)).json();
    }

    private Answer answer(Request request) {
        Response response = send(request.expecting(UNPROCESSABLE));
        JsonObject json = response.json();
        return switch (response.status()) {
            case UNPROCESSABLE -> refused(json);
            case 202 -> new Answer.Waits(json.text("id"), json.text("state"), json.textOrEmpty("due"));
            default -> new Answer.Done(json.text("outcome"), json.number("sequence"), json.text("flags_version"), json.texts("changed"));
        };
    }

    private static Answer.Refused refused(JsonObject json) {
        return new Answer.Refused(json.object("error").textOrEmpty("message"), json.objects("problems").stream().map(Slip::of).toList());
    }

    private Response send(Request request) {
        try {
            return transport.send(request);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.NOT_FOUND && String.valueOf(e.getMessage()).startsWith("there is nothing at this address")) {
                throw new HoldfastException(
                        ErrorCode.UNSUPPORTED,
                        transport.address() + " publishes no flags: 'holdfast flags serve' has those of a file, and old servers have none",
                        "change the file instead: --file FLAGS.json",
                        e);
            }
            throw e;
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        transport.close();
    }
}
