/**
 * Runs the contract suites over every implementation, and what is special to each.
 *
 * <p>These tests stand here and not beside the implementations because the suites need the interfaces, and Maven knows no circle.
 */
@NullMarked
package dev.holdfast.testkit.storage;

import org.jspecify.annotations.NullMarked;
