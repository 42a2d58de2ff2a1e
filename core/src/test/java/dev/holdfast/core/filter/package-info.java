/** Tests of the filter over fingerprints. */
@NullMarked
package dev.holdfast.core.filter;

import org.jspecify.annotations.NullMarked;
