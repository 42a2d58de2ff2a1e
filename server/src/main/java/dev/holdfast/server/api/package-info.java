/**
 * What an operation of the server is: its path, who may call it, what it takes and answers, and the code that does it.
 *
 * <p>A {@link dev.holdfast.server.api.Route} is a value. The HTTP host serves all routes it is given, checks access before anything
 * is read, and writes the OpenAPI document from the same values, so that neither can say something the other does not. Handlers run
 * on threads that may block, are called by many threads at once and keep no state of a call. Routes and replies are immutable; a
 * {@link dev.holdfast.server.api.Call} belongs to the thread of its handler.
 */
@NullMarked
package dev.holdfast.server.api;

import org.jspecify.annotations.NullMarked;
