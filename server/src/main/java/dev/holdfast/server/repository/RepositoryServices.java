package dev.holdfast.server.repository;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.tenant.AgentNames;
import dev.holdfast.server.tenant.TenantLimits;

/**
 * What the operations on repositories work with.
 *
 * @param sessions who opened which session
 * @param agents what agents are called
 * @param guard what protects snapshots from their own operators
 * @param observer hears of snapshots that come and go
 */
public record RepositoryServices(
        TenantRepositories repositories,
        SessionRegistry sessions,
        AgentNames agents,
        TenantLimits limits,
        SnapshotGuard guard,
        SnapshotObserver observer,
        AuditTrail audit,
        EventHub events,
        Clock clock) {}
