/** Tests of published flags. */
@NullMarked
package dev.holdfast.server.flag.publish;

import org.jspecify.annotations.NullMarked;
