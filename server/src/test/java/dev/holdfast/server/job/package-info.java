/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.job;

import org.jspecify.annotations.NullMarked;
