/**
 * The protocol: sessions, packs and snapshots over a {@link dev.holdfast.storage.metadata.MetadataStore}.
 *
 * <p>{@link dev.holdfast.storage.service.Rules} is the place to start: it holds every decision on which safety rests, one small
 * method each. {@link dev.holdfast.storage.service.EmbeddedMetadataService} answers agents by them; {@code PackLedger} gives packs
 * out and seals them; {@code ClosureCheck} walks what a commit reaches; {@link dev.holdfast.storage.service.Reaper} closes the
 * sessions of those who are gone; {@link dev.holdfast.storage.service.DamageMarks} keeps what a check found. The collector is in
 * {@code collect}, the recovery of a lost index in {@code rebuild}.
 *
 * <p>Nothing here holds a lock or a cache over more than one call: each step is a compare-and-set on a row, so any number of
 * processes may do all of this at once, and one that dies leaves nothing behind but rows that somebody else finishes. A
 * compare-and-set whose outcome is unknown is settled by reading the row again before anything else is done. All services are
 * thread-safe.
 */
@NullMarked
package dev.holdfast.storage.service;

import org.jspecify.annotations.NullMarked;
