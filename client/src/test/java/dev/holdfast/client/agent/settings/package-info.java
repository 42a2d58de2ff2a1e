/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.client.agent.settings;

import org.jspecify.annotations.NullMarked;
