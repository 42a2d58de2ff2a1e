package dev.holdfast.server.http;

import dev.holdfast.core.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How Jetty is set up: a few platform threads watch the sockets, each request runs on a virtual thread. */
final class Engine {
    private static final int PLATFORM_THREADS = 16;
    private static final int STREAMS = 128;
    /** Connections that wait to be accepted. With too few, the kernel lets a burst of new ones wait for a second each. */
    private static final int ACCEPT_QUEUE = 128;

    /** How much sooner silent connections are closed while there are as many as there may be. */
    private static final int CROWDED_SHARE = 20;
    /** What a peer may send ahead of its reader; this much memory a stream and connection can take. */
    private static final int STREAM_WINDOW_BYTES = 1 << 20;

    private static final int CONNECTION_WINDOW_BYTES = 4 << 20;

    private Engine() {}

    /** Virtual threads that remember when they were asked for. */
    static Executor requestThreads(Clock clock) {
        return Arrival.noting(VirtualThreads.getNamedVirtualThreadsExecutor("request-"), clock);
    }

    static Server server(HostOptions options, Executor requestThreads) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(requestThreads);
        Server server = new Server(threads);
        server.setStopTimeout(options.limits().drainMillis());
        return server;
    }

    static ServerConnector connector(Server server, HostOptions options, Door door, Optional<SslContextFactory.Server> certificates) {
        HttpConfiguration configuration = configuration(options);
        ServerConnector connector = certificates
                .map(tls -> secured(server, configuration, door, tls))
                .orElseGet(() ->
                        new PacedConnector(server, door, new HttpConnectionFactory(configuration), tuned(new ClearTextHttp2(configuration))));
        connector.setHost(options.address());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(options.limits().idleMillis());
        connector.setShutdownIdleTimeout(1_000);
        connector.addBean(new SlowHeads(connector.getScheduler(), options.limits().headMillis()));
        connector.addBean(connections(options.limits(), connector));
        return connector;
    }

    /** Whoever comes when the house is full waits in the system's queue until somebody leaves who says nothing. */
    private static NetworkConnectionLimit connections(HostOptions.Limits limits, ServerConnector connector) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(Descriptors.forConnections(limits.connections()), connector);
        limit.setEndPointIdleTimeout(Math.max(1, limits.idleMillis() / CROWDED_SHARE));
        return limit;
    }

    private static ServerConnector secured(Server server, HttpConfiguration plain, Door door, SslContextFactory.Server certificates) {
        HttpConfiguration configuration = new HttpConfiguration(plain);
        // Agents reach the server by names and addresses that are not in its certificate; they pin its fingerprint.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory one = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory two = tuned(new HTTP2ServerConnectionFactory(configuration));
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(one.getProtocol());
        SslConnectionFactory tls = new SslConnectionFactory(certificates, choice.getProtocol());
        return new PacedConnector(server, door, tls, choice, two, one);
    }

    private static <T extends AbstractHTTP2ServerConnectionFactory> T tuned(T factory) {
        factory.setMaxConcurrentStreams(STREAMS);
        factory.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        factory.setInitialSessionRecvWindow(CONNECTION_WINDOW_BYTES);
        return factory;
    }

    private static HttpConfiguration configuration(HostOptions options) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(options.limits().headerBytes());
        configuration.setOutputBufferSize(64 << 10);
        // It saves making strings of header fields that come again, and takes 33 KB for each connection.
        configuration.setHeaderCacheSize(0);
        // An encoded slash or percent sign is part of a name here: RawPath splits before it decodes.
        configuration.setUriCompliance(UriCompliance.DEFAULT.with(
                "holdfast", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        return configuration;
    }
}
