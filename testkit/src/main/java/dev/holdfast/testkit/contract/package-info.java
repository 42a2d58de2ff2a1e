/**
 * What every implementation of a storage interface has to do, as abstract suites of tests.
 *
 * <p>An implementation's test class extends a suite and says how to open a store; the tests of what only it can do (damage on disk,
 * several processes, crashes) stand beside that. A randomised test takes its seed from {@link
 * dev.holdfast.testkit.contract.Seeds} and prints it on failure.
 */
@NullMarked
package dev.holdfast.testkit.contract;

import org.jspecify.annotations.NullMarked;
