/** Commands against a server that runs in the same process: the journeys of people, and what goes wrong on the way. */
@NullMarked
package dev.holdfast.verify.remote;

import org.jspecify.annotations.NullMarked;
