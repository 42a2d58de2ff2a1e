/** Shows that the protocol holds in simulation, and that the simulation would tell if it did not. */
@NullMarked
package dev.holdfast.testkit.simulator;

import org.jspecify.annotations.NullMarked;
