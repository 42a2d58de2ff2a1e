/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.policy;

import org.jspecify.annotations.NullMarked;
