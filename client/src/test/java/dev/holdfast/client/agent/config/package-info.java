/** Tests of the package. */
@NullMarked
package dev.holdfast.client.agent.config;

import org.jspecify.annotations.NullMarked;
