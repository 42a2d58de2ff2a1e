/**
 * The collector: gives back the space of what no snapshot needs, while backups run.
 *
 * <p>A run goes through the steps of {@link dev.holdfast.storage.service.collect.Collector}: sweep what closed sessions left half
 * done; mark everything that a snapshot, or the pinned parent of a running backup, reaches
 * ({@link dev.holdfast.storage.service.collect.Marks}); finish the condemned packs on which nobody can rely any more, moving what
 * is still needed ({@code Survivors}) before the pack is retired and deleted ({@code Burial}); condemn packs with too much
 * garbage ({@code Condemnation}); read the barrier that they wait for. Why each step is safe stands with the rules in
 * {@link dev.holdfast.storage.service.Rules}; the rest is arrangement.
 *
 * <p>{@link dev.holdfast.storage.service.collect.Forecast} tells what a run would do, without doing it.
 *
 * <p>Any number of collectors may run at once, in any number of processes. One that dies leaves an expired session, a half
 * written pack and rows that the next run takes up. A collector belongs to one thread. Memory holds the pack rows, one filter of
 * marked chunks, the fingerprints of the structure chunks and one pack.
 */
@NullMarked
package dev.holdfast.storage.service.collect;

import org.jspecify.annotations.NullMarked;
