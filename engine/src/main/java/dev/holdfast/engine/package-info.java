/**
 * The root of what reads a repository: its snapshots, their content, and the rules about them. The same in agent and server. Depends on
 * {@code dev.holdfast.core} alone, and sees what is stored through its interfaces.
 */
@NullMarked
package dev.holdfast.engine;

import org.jspecify.annotations.NullMarked;
