/**
 * Long ways through the whole program as a person would go them: real processes, a real disk, everything restored and compared by other
 * programs.
 */
@NullMarked
package dev.holdfast.verify.journeys;

import org.jspecify.annotations.NullMarked;
