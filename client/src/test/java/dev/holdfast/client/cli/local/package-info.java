/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.client.cli.local;

import org.jspecify.annotations.NullMarked;
