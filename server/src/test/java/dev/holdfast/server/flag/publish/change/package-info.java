/** Tests of changes that wait. */
@NullMarked
package dev.holdfast.server.flag.publish.change;

import org.jspecify.annotations.NullMarked;
