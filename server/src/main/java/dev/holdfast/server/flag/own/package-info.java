/**
 * The flags of the server itself. {@link dev.holdfast.server.flag.own.OwnProject} sees that they are there,
 * {@link dev.holdfast.server.flag.own.OwnFlags} reads them in process through the client for Java, and
 * {@link dev.holdfast.server.flag.own.SwitchedOperations} keeps operations from happening that are switched off, or that somebody decided on by
 * flags which have changed since.
 *
 * <p>Collaborators: {@link dev.holdfast.server.flag.publish} keeps and publishes them like any others, {@link dev.holdfast.control.own} has their
 * names, {@link dev.holdfast.flags} evaluates. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag.own;

import org.jspecify.annotations.NullMarked;
