/**
 * The root of what tests share: contract suites, generators, fault injection. Never on a main class path.
 */
@NullMarked
package dev.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
