/** Tests of the file with the server's own rows. */
@NullMarked
package dev.holdfast.server.database;

import org.jspecify.annotations.NullMarked;
