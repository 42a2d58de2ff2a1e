/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.tenant;

import org.jspecify.annotations.NullMarked;
