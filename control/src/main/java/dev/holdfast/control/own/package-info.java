/**
 * The flags by which Holdfast itself is run: their names and what holds where nobody says anything. {@link dev.holdfast.control.own.OwnFlag} is
 * read by the server and by agents; the document that a server begins with is the server's. Immutable.
 */
@NullMarked
package dev.holdfast.control.own;

import org.jspecify.annotations.NullMarked;
