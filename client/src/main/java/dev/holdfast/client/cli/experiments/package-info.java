/**
 * The commands about experiments of a server: {@link dev.holdfast.client.remote.service.Experiments} asks, these show. They belong to one run
 * each.
 */
@NullMarked
package dev.holdfast.client.cli.experiments;

import org.jspecify.annotations.NullMarked;
