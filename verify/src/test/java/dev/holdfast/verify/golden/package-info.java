/**
 * Repositories that were written by each published version of the format, sound and damaged ones, read by the program as it is now.
 *
 * <p>{@link dev.holdfast.verify.golden.GoldenRepository} takes a copy of one out of {@code src/test/resources/golden}, where a README says
 * how they were made. What they must give is written down beside them by other programs, or was looked at by people, when they were
 * made; it is never computed by the test. For one thread.
 */
@NullMarked
package dev.holdfast.verify.golden;

import org.jspecify.annotations.NullMarked;
