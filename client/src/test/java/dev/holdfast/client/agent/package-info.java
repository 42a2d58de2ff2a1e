/** Tests of the package. */
@NullMarked
package dev.holdfast.client.agent;

import org.jspecify.annotations.NullMarked;
