/**
 * A Bloom filter over fingerprints: says of most chunks that are not in a repository that they are not, without asking, and never that
 * one is. {@link dev.holdfast.core.filter.RecentKeys} is what was added to one lately. Both are thread-safe.
 */
@NullMarked
package dev.holdfast.core.filter;

import org.jspecify.annotations.NullMarked;
