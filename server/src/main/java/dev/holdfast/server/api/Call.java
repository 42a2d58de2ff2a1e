package dev.holdfast.server.api;

import dev.holdfast.server.tenant.TenantName;
import java.io.InputStream;
import java.util.Optional;

/** A request that was let in. Belongs to the thread of its handler. */
public interface Call {
    /** A variable of the path, decoded; one that the route does not have is a defect. */
    String path(String name);

    /** The tenant that the path names. */
    TenantName tenant();

    Optional<String> query(String name);

    Optional<String> header(String name);

    /** Who calls. */
    Caller caller();

    /** The id by which this request is known in logs and errors. */
    String requestId();

    /** The declared length of the body in bytes, or -1 if it is not declared. */
    long contentLength();

    /** The body as it arrives; reading beyond the route's limit is {@code LIMIT_EXCEEDED}. */
    InputStream body();

    /** The whole body. */
    byte[] bytes();

    /** The whole body as the record that the route takes; anything else is {@code INVALID_ARGUMENT} with the place of the fault. */
    <T extends Record> T json(Class<T> type);

    /** What is noted about this call for metrics, log and trace. */
    UnitOfWork work();
}
