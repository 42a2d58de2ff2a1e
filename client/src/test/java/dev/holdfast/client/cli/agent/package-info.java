/** Tests of the package. */
@NullMarked
package dev.holdfast.client.cli.agent;

import org.jspecify.annotations.NullMarked;
