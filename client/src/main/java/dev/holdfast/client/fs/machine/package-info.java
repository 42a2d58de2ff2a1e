/**
 * The choice of the access to file systems on this machine; the one place that knows all the ways there are.
 */
@NullMarked
package dev.holdfast.client.fs.machine;

import org.jspecify.annotations.NullMarked;
