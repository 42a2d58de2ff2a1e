/** Tests of path selection: tables, a comparison with Git itself, and a fuzz test of the pattern reader. */
@NullMarked
package dev.holdfast.engine.select;

import org.jspecify.annotations.NullMarked;
