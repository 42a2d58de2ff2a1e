/** Tests of looking into snapshots. */
@NullMarked
package dev.holdfast.client.browse;

import org.jspecify.annotations.NullMarked;
