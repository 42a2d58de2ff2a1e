/** Tests of looking into snapshots, against repositories that are written for them. */
@NullMarked
package dev.holdfast.server.browse;

import org.jspecify.annotations.NullMarked;
