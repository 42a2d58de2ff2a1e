/** Whether figures of what is stored are those of now. */
@NullMarked
package dev.holdfast.server.storage;

import org.jspecify.annotations.NullMarked;
