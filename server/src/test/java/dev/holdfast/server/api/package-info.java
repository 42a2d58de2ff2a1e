/** Whether forms that all operations share are read as they are meant. */
@NullMarked
package dev.holdfast.server.api;

import org.jspecify.annotations.NullMarked;
