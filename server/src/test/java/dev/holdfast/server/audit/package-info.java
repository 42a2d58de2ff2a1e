/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.audit;

import org.jspecify.annotations.NullMarked;
