/** Tests of {@link dev.holdfast.server.flag.own}. */
@NullMarked
package dev.holdfast.server.flag.own;

import org.jspecify.annotations.NullMarked;
