package dev.holdfast.server.browse;

import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.UnitOfWork;
import dev.holdfast.server.tenant.TenantName;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A call that did not come over HTTP. */
final class TestCall implements Call, UnitOfWork {
    private final String route;
    private final Caller caller;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private Method method = Method.GET;
    private Optional<Record> body = Optional.empty();

    TestCall(String route, Caller caller) {
        this.route = route;
        this.caller = caller;
    }

    String route() {
        return route;
    }

    TestCall at(Object id) {
        variables.put("id", id.toString());
        return this;
    }

    TestCall with(String name, Object value) {
        query.put(name, value.toString());
        return this;
    }

    TestCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Makes it a call that changes something. */
    TestCall changing(Method other, Record with) {
        method = other;
        body = Optional.of(with);
        return this;
    }

    Method method() {
        return method;
    }

    @Override
    public String path(String name) {
        return variables.getOrDefault(name, "");
    }

    @Override
    public TenantName tenant() {
        return BrowseServer.TENANT;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String requestId() {
        return "r1";
    }

    @Override
    public long contentLength() {
        return 0;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public byte[] bytes() {
        return new byte[0];
    }

    @Override
    public <T extends Record> T json(Class<T> type) {
        return type.cast(body.orElseThrow(() -> new IllegalStateException("this call has no body")));
    }

    @Override
    public UnitOfWork work() {
        return this;
    }

    @Override
    public <T> T dependency(String name, Supplier<T> step) {
        return step.get();
    }

    @Override
    public void count(String name, long amount) {}

    @Override
    public void note(String name, String value) {}
}
