/** Tests of the package of the same name. */
@NullMarked
package dev.holdfast.client.cli.saving;

import org.jspecify.annotations.NullMarked;
