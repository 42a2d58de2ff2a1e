/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.maintenance;

import org.jspecify.annotations.NullMarked;
