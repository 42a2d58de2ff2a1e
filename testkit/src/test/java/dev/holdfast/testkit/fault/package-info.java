/** Tests of the faults themselves: a fault that does not strike would prove nothing. */
@NullMarked
package dev.holdfast.testkit.fault;

import org.jspecify.annotations.NullMarked;
