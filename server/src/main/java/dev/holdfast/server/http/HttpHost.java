package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.limit.Admission;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A listening HTTP server. Thread-safe. */
public final class HttpHost implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;
    private final HostOptions options;
    private final String scheme;

    private HttpHost(Server server, ServerConnector connector, HostOptions options, String scheme) {
        this.server = server;
        this.connector = connector;
        this.options = options;
        this.scheme = scheme;
    }

    /** Serves these operations on a free port of the loopback address, in the clear. For tests, and for {@code holdfast ui}. */
    public static HttpHost local(List<Route> routes, Authenticator authenticator) {
        return start(HttpService.of(routes, authenticator), HostOptions.loopback(), Admission.open(), Optional.empty());
    }

    /**
     * Listens.
     *
     * @throws HoldfastException {@code ACCESS_DENIED} or {@code CONFLICT} if the address cannot be had
     */
    public static HttpHost start(
            HttpService service, HostOptions options, Admission admission, Optional<SslContextFactory.Server> certificates) {
        Executor threads = Engine.requestThreads(service.clock());
        Server server = Engine.server(options, threads);
        Door door = new Door(service.clock());
        ServerConnector connector = Engine.connector(server, options, door, certificates);
        GracefulHandler graceful = new GracefulHandler(Exchanges.of(HostParts.of(service, options, admission, door), options, threads));
        server.setHandler(graceful);
        server.setErrorHandler(new EngineErrors(service.entropy()));
        server.addConnector(connector);
        HttpHost host = new HttpHost(server, connector, options, certificates.isPresent() ? "https" : "http");
        host.listen();
        return host;
    }

    private void listen() {
        try {
            connector.open();
            server.start();
        } catch (IOException e) {
            close();
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    "cannot listen on " + options.address() + ":" + options.port() + ": " + e.getMessage(),
                    "choose another address with --listen, or stop what uses this one",
                    e);
        } catch (RuntimeException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new HoldfastException(ErrorCode.INTERNAL, "the HTTP engine did not start", e);
        }
    }

    /** Where it can be reached: scheme, address and port. */
    public URI address() {
        String host = options.address().contains(":") ? "[" + options.address() + "]" : options.address();
        return URI.create(scheme + "://" + host + ":" + connector.getLocalPort());
    }

    /** How many connections are open. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Takes no more requests, lets those under way end for a while, then stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "the HTTP engine did not stop in order", e);
        }
    }
}
