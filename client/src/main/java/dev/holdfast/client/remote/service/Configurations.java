package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.codec.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The dynamic configuration of a server. Values and documents are those of {@code dev.holdfast.control.flag.json}. */
public final class Configurations {
    private static final String BASE = "/configuration";

    private final Transport transport;

    public Configurations(Transport transport) {
        this.transport = transport;
    }

    /** A setting as the server describes it. */
    public record SettingRow(String name, String type, String bounds, Object usual, String appliesTo, String component, String description) {}

    /** What was said about a setting before and after. */
    public record Change(String name, Optional<Object> before, Optional<Object> after) {}

    /** A version. */
    public record Version(String version, long sequence, String published, String by, String reason, List<Change> changes) {}

    /**
     * A version with its content.
     *
     * @param settings what is said about each, by name
     */
    public record Current(Version version, Map<String, Object> settings) {
        /** The document as it is published and kept in files. */
        public Map<String, Object> document() {
            return Map.of("settings", settings);
        }
    }

    /** A value and where it comes from. */
    public record Held(Object value, String origin) {}

    /** Something wrong with a document. */
    public record Slip(String pointer, String message, String next) {}

    /** What publishing a document would do. */
    public record Check(List<Slip> slips, List<Change> changes) {}

    /** All settings the server knows, by name. */
    public Map<String, SettingRow> settings() {
        Map<String, SettingRow> settings = new TreeMap<>();
        ask(Request.get(BASE + "/settings")).objects("settings").forEach(one -> settings.put(
                one.text("name"),
                new SettingRow(
                        one.text("name"),
                        one.text("type"),
                        one.text("bounds"),
                        one.value("default").orElse(""),
                        one.text("applies_to"),
                        one.text("component"),
                        one.text("description"))));
        return settings;
    }

    /** What was published last. */
    public Current current() {
        return content(ask(Request.get(BASE)));
    }

    /** An earlier version. */
    public Current version(long sequence) {
        return content(ask(Request.get(BASE + "/versions/" + sequence)));
    }

    private static Current content(JsonFields answer) {
        return new Current(version(answer.object("version")), answer.object("document").object("settings").members());
    }

    /** What holds for the server itself. */
    public Map<String, Held> effective() {
        Map<String, Held> held = new TreeMap<>();
        ask(Request.get(BASE + "/effective")).objects("values").forEach(
                one -> held.put(one.text("name"), new Held(one.value("value").orElse(""), one.text("origin"))));
        return held;
    }

    /** The newest versions, newest first. */
    public List<Version> history(int limit) {
        return ask(Request.get(BASE + "/history?limit=" + limit)).objects("versions").stream().map(Configurations::version).toList();
    }

    /** Says what is wrong with a document, and what it would change. */
    public Check check(Map<String, Object> document) {
        JsonFields answer = ask(Request.of("POST", BASE + "/check", json(Map.of("document", document))));
        return new Check(
                answer.objects("problems").stream().map(one -> new Slip(one.text("pointer"), one.text("message"), one.text("next"))).toList(),
                changes(answer));
    }

    /** Publishes a document, unless another version than {@code expected} is the newest. */
    public Version publish(long expected, Map<String, Object> document, String reason) {
        Request request = Request.of("PUT", BASE, json(Map.of("document", document, "reason", reason)));
        return version(ask(request.with("If-Match", "\"" + expected + "\"")));
    }

    /** Publishes an earlier version again, unless another version than {@code expected} is the newest. */
    public Version rollBack(long expected, long to, String reason) {
        Request request = Request.of("POST", BASE + "/rollback", json(Map.of("to", (double) to, "reason", reason)));
        return version(ask(request.with("If-Match", "\"" + expected + "\"")));
    }

    private static Payload json(Map<String, Object> body) {
        return new Payload.Bytes("application/json", CanonicalJson.bytes(body));
    }

    private JsonFields ask(Request request) {
        Response response = transport.send(request);
        if (JsonText.value(response.body()) instanceof Parsed.Document document && document.value() instanceof Map<?, ?> map) {
            return new JsonFields(map);
        }
        throw new MalformedException("the answer is not one object of JSON");
    }

    private static Version version(JsonFields fields) {
        return new Version(
                fields.text("version"),
                fields.number("sequence"),
                fields.value("published").map(String::valueOf).orElse(""),
                fields.text("by"),
                fields.text("reason"),
                changes(fields));
    }

    private static List<Change> changes(JsonFields fields) {
        return fields.objects("changes").stream()
                .map(one -> new Change(one.text("name"), one.value("before"), one.value("after")))
                .toList();
    }
}
