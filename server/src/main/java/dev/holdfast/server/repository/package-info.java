/**
 * The repositories of tenants, and the protocol by which agents fill and read them.
 *
 * <p>{@link dev.holdfast.server.repository.TenantRepositories} opens each tenant's directory once and keeps it open. The {@code Routes}
 * classes are the operations: {@code FileRoutes} the small objects, {@code SessionRoutes} sessions from opening to commit, {@code
 * PackRoutes} and {@code ReadRoutes} packs in and out, {@code LocateRoutes} where chunks lie, {@code SnapshotRoutes} what was committed,
 * {@code FilterRoutes} the presence filter. {@link dev.holdfast.server.repository.RepositoryRoutes} is the list of all. What the protocol
 * means is decided in {@code dev.holdfast.storage.service}; here it is decided who may ask for it, and that what arrives is what was
 * declared.
 *
 * <p>{@link dev.holdfast.server.repository.SessionRegistry} remembers who opened a session and when it was committed by the server's clock:
 * an agent sees and touches its own sessions only. Every operation may be repeated after a lost answer. Everything public is thread-safe.
 */
@NullMarked
package dev.holdfast.server.repository;

import org.jspecify.annotations.NullMarked;
