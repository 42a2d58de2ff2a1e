/** Tests of the transport against a server that misbehaves on the level of sockets. */
@NullMarked
package dev.holdfast.client.remote.transport;

import org.jspecify.annotations.NullMarked;
