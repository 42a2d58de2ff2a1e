/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.work;

import org.jspecify.annotations.NullMarked;
