/** That the statistics of experiments hold, by simulation. Thread-safe. */
@NullMarked
package dev.holdfast.control.experiment.statistics;

import org.jspecify.annotations.NullMarked;
