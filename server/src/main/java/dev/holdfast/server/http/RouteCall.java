package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.api.UnitOfWork;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.tenant.TenantName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request as its handler sees it. */
final class RouteCall implements Call {
    /** What was found out about a request before it was let in. */
    record Admitted(
            Route route,
            Map<String, String> variables,
            Map<String, String> query,
            Caller caller,
            String requestId,
            UnitOfWork work,
            Deadline deadline,
            BooleanSupplier still,
            Runnable beforeLong) {}

    private final Request request;
    private final Admitted admitted;
    private final RequestBody body;
    private @Nullable TenantName tenant;

    RouteCall(Request request, Admitted admitted, RequestBody body) {
        this.request = request;
        this.admitted = admitted;
        this.body = body;
    }

    @Override
    public String path(String name) {
        String value = admitted.variables().get(name);
        if (value == null) {
            throw new IllegalArgumentException("route " + admitted.route().path() + " has no variable " + name);
        }
        return value;
    }

    @Override
    public TenantName tenant() {
        TenantName known = tenant;
        if (known == null) {
            known = new TenantName(path("tenant"));
            tenant = known;
        }
        return known;
    }

    @Override
    public Optional<String> query(String name) {
        if (!QueryString.documents(admitted.route(), name)) {
            throw new IllegalArgumentException("route " + admitted.route().path() + " documents no query parameter " + name);
        }
        return Optional.ofNullable(admitted.query().get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public Caller caller() {
        return admitted.caller();
    }

    @Override
    public boolean isStillAdmitted() {
        return admitted.still().getAsBoolean();
    }

    @Override
    public boolean isEncrypted() {
        return request.isSecure();
    }

    @Override
    public String requestId() {
        return admitted.requestId();
    }

    @Override
    public long contentLength() {
        return request.getLength();
    }

    @Override
    public OptionalLong remainingMillis() {
        return admitted.deadline().remainingMillis();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public byte[] bytes() {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.INTERRUPTED, "the body broke off", "send it again", e);
        }
    }

    @Override
    public <T extends Record> T json(Class<T> type) {
        return Json.read(bytes(), type);
    }

    @Override
    public void mayTakeLong() {
        admitted.beforeLong().run();
    }

    @Override
    public UnitOfWork work() {
        return admitted.work();
    }
}
