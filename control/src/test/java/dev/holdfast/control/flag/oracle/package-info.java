/**
 * Published programs as oracles: Node runs them in a child process and tests compare what they say with what Holdfast says.
 *
 * <p>What is compared with is fixed in {@code src/test/node/package-lock.json} and installed below {@code target}. An oracle belongs to
 * one thread.
 */
@NullMarked
package dev.holdfast.control.flag.oracle;

import org.jspecify.annotations.NullMarked;
