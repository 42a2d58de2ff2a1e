/** Tests of roll-outs. */
@NullMarked
package dev.holdfast.server.flag.publish.rollout;

import org.jspecify.annotations.NullMarked;
