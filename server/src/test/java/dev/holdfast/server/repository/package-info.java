/** Tests of the operations on repositories, called as the host calls them, over real directories. */
@NullMarked
package dev.holdfast.server.repository;

import org.jspecify.annotations.NullMarked;
