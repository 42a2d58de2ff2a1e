/**
 * What is fixed when a repository is made and holds for its whole life: its id, whether it is encrypted, how content is cut.
 *
 * <p>The configuration is one small framed file in clear. Each key slot holds its digest under seal, so a changed configuration is
 * noticed by whoever has a key. All types are immutable.
 */
@NullMarked
package dev.holdfast.core.config;

import org.jspecify.annotations.NullMarked;
