package dev.holdfast.server.repository;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.UnitOfWork;
import dev.holdfast.server.tenant.TenantName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A request as a test writes it. */
final class TestCall implements Call, UnitOfWork {
    private final Caller caller;
    private final TenantName tenant;
    private final Map<String, String> path = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private byte[] body = new byte[0];
    private long length = -1;

    TestCall(Caller caller, TenantName tenant) {
        this.caller = caller;
        this.tenant = tenant;
    }

    TestCall path(String name, Object value) {
        path.put(name, value.toString());
        return this;
    }

    TestCall query(String name, String value) {
        query.put(name, value);
        return this;
    }

    TestCall header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    TestCall body(byte[] bytes) {
        body = bytes;
        length = bytes.length;
        return this;
    }

    /** Declares another length than the body has. */
    TestCall length(long declared) {
        length = declared;
        return this;
    }

    TestCall json(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String path(String name) {
        return Optional.ofNullable(path.get(name)).orElseThrow();
    }

    @Override
    public TenantName tenant() {
        return tenant;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String requestId() {
        return "request";
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public byte[] bytes() {
        return body.clone();
    }

    @Override
    public <T extends Record> T json(Class<T> type) {
        try {
            return new ObjectMapper()
                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
