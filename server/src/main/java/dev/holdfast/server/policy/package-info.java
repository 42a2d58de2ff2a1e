/**
 * What a tenant's snapshots are kept for, what upkeep runs when, and what protects snapshots against those who run the service.
 *
 * <p>{@link dev.holdfast.server.policy.ProtectionRules} and {@link dev.holdfast.server.policy.RetentionChoice} decide and are pure functions;
 * {@link dev.holdfast.server.policy.PolicyStore} and {@link dev.holdfast.server.policy.ApprovalStore} remember. Nobody alone, whatever their
 * role, gets a snapshot forgotten while it is protected or before its minimum age without waiting for as long as
 * {@link dev.holdfast.server.policy.ProtectionRules#SECOND_STEP}. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.policy;

import org.jspecify.annotations.NullMarked;
