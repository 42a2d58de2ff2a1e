/** Tests of flags over HTTP. */
@NullMarked
package dev.holdfast.server.flag;

import org.jspecify.annotations.NullMarked;
