/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.access;

import org.jspecify.annotations.NullMarked;
