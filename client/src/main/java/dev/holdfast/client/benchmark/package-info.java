/**
 * What one core of this machine makes of each part of the engine, and what each way of cutting makes of edits.
 *
 * <p>{@link dev.holdfast.client.benchmark.EngineBenchmark} runs it all, on content made from a seed or on the files of a directory,
 * held in memory so that no disk takes part. Content is dealt with in documents of 32 MiB, one at a time: memory stays the same however
 * much is measured. Speeds are the best of several rounds after a warm-up; counts are the same in every run. Everything belongs to one
 * thread. What the figures led to is in {@code docs/decisions/0003-chunk-size.md}.
 */
@NullMarked
package dev.holdfast.client.benchmark;

import org.jspecify.annotations.NullMarked;
