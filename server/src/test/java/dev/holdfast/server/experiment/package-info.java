/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.experiment;

import org.jspecify.annotations.NullMarked;
