package dev.holdfast.server.api;

import dev.holdfast.server.tenant.TenantName;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** Whether the caller would still be let in now; for answers that stay open. */
    default boolean isStillAdmitted() {
        return true;
    }

    /** Whether nobody between the caller and this server can read along. */
    default boolean isEncrypted() {
        return false;
    }

    /** The id by which this request is known in logs and errors. */
    String requestId();

    /** The declared length of the body in bytes, or -1 if it is not declared. */
    long contentLength();

    /** How long the caller still waits for the answer, in milliseconds, or empty if it did not say. */
    default OptionalLong remainingMillis() {
        return OptionalLong.empty();
    }

    /** The body as it arrives; reading beyond the route's limit is {@code LIMIT_EXCEEDED}. */
    InputStream body();

    /** The whole body. */
    byte[] bytes();

    /** The whole body as the record that the route takes; anything else is {@code INVALID_ARGUMENT} with the place of the fault. */
    <T extends Record> T json(Class<T> type);

    /**
     * Says that what follows may wait or compute for long. An operation in the lane {@link Lane#INSTANT} may end here and be begun again on another
     * thread, so that it must not have changed anything before.
     */
    default void mayTakeLong() {}

    /** What is noted about this call for metrics, log and trace. */
    UnitOfWork work();
}
