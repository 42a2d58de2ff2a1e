/**
 * Runs the server's operations over HTTP: Jetty with HTTP/1.1 and HTTP/2, one virtual thread a request.
 *
 * <p>{@link dev.holdfast.server.http.HttpHost} listens. Each request becomes an {@link dev.holdfast.server.http.Exchange} that passes,
 * in this order: names of the host, the path, the route, who asks and whether they may, what the body claims to be, how much there is to do
 * already; only then its body is read and the handler called. A host may answer what needs no waiting on the threads that watch the sockets
 * ({@link dev.holdfast.server.http.HostOptions.Threads}); there, what has arrived of a body is taken first, and whatever turns out to take
 * long is begun again on a thread of its own. This is the only package that knows the HTTP engine, but for the certificates in {@code tls}.
 * {@code HttpHost} and what it shares are thread-safe; an exchange belongs to one thread at a time.
 */
@NullMarked
package dev.holdfast.server.http;

import org.jspecify.annotations.NullMarked;
