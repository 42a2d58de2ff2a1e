/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.server.config;

import org.jspecify.annotations.NullMarked;
