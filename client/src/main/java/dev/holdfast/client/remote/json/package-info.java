/**
 * The little of JSON that the agent says to the server and hears from it: {@link dev.holdfast.client.remote.json.JsonObject} reads an
 * object and ignores what it does not know, {@link dev.holdfast.client.remote.json.JsonText} writes one. Nothing is trusted: a fault of
 * form is a {@link dev.holdfast.core.codec.MalformedException}. Objects that were read are immutable; a text being written belongs to one
 * thread.
 */
@NullMarked
package dev.holdfast.client.remote.json;

import org.jspecify.annotations.NullMarked;
