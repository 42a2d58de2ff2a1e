package dev.holdfast.client.agent.fleet;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/** The fleet's conversation over HTTP. */
public final class RemoteFleet implements FleetApi {
    private static final long USUAL_POLL_SECONDS = 5;
    private static final long MAX_POLL_SECONDS = 3600;
    /** What an answer may take beyond the wait that was asked for. */
    private static final long GRACE_MILLIS = 15_000;

    private final Transport transport;

    public RemoteFleet(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Registration register(Introduction agent) {
        Payload payload = Payload.json(FleetText.introduction(agent));
        JsonObject answer = transport.send(Request.of("PUT", path("/agents/self"), payload)).json();
        long poll = Math.clamp(answer.optionalNumber("poll_seconds").orElse(USUAL_POLL_SECONDS), 1, MAX_POLL_SECONDS);
        OptionalLong bandwidth = answer.optionalNumber("bandwidth");
        return new Registration(answer.text("id"), Duration.ofSeconds(poll), bandwidth.orElse(0) > 0 ? bandwidth : OptionalLong.empty());
    }

    @Override
    public void report(BackupNotice notice, String key) {
        Payload payload = Payload.json(FleetText.notice(notice));
        transport.send(Request.of("POST", path("/agents/self/reports"), payload).with("Idempotency-Key", key));
    }

    @Override
    public Orders orders(Duration wait, String settings) {
        String known = URLEncoder.encode(settings, StandardCharsets.UTF_8);
        String place = path("/agents/self/tasks?wait=" + wait.toSeconds() + "&settings=" + known);
        JsonObject answer = transport.send(Request.get(place).within(wait.toMillis() + GRACE_MILLIS)).json();
        return new Orders(FleetText.tasks(answer), answer.optionalObject("settings").map(FleetText::settings));
    }

    @Override
    public Reception tell(String task, TaskState state) {
        String name = URLEncoder.encode(task, StandardCharsets.UTF_8);
        Request news = Request.of("POST", path("/agents/self/tasks/" + name), Payload.json(FleetText.state(state)));
        int status = transport.send(news.expecting(404, 410)).status();
        return status == 404 || status == 410 ? Reception.CANCELLED : Reception.WANTED;
    }

    private String path(String rest) {
        return transport.address().inTenant(rest);
    }
}
