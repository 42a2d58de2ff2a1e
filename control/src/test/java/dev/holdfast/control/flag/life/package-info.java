/** Tests of the life of flags. */
@NullMarked
package dev.holdfast.control.flag.life;

import org.jspecify.annotations.NullMarked;
