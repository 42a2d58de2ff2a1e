package dev.holdfast.verify.network;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.transport.AccessToken;
import dev.holdfast.client.remote.transport.Patience;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.chaos.ChaosProxy;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerDisk;
import dev.holdfast.verify.program.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A machine of the tenant {@code home}, which reaches its server through a proxy. */
final class Network implements AutoCloseable {
    /** The tenant. */
    static final String TENANT = "home";

    private static final int LONGEST_MILLIS = 30_000;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final Sandbox sandbox;
    private final ServerProcess server;
    private final ChaosProxy proxy;

    private Network(Sandbox sandbox, ServerProcess server) {
        this.sandbox = sandbox;
        this.server = server;
        this.proxy = ChaosProxy.to(server.port());
        sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_REPOSITORY", server.address() + "/" + TENANT);
    }

    /** A new server with an empty repository, on a network that does no harm yet. */
    static Network start() {
        Sandbox sandbox = Sandbox.create();
        Network network = new Network(sandbox, ServerProcess.start(sandbox));
        sandbox.here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
        return network.throughProxy();
    }

    /** The same with what a sandbox has from an earlier server, and a program that watches over the server. */
    static Network startUnder(Sandbox sandbox, String... under) {
        return new Network(sandbox, ServerProcess.startUnder(sandbox, under)).throughProxy();
    }

    private Network throughProxy() {
        sandbox.with("HOLDFAST_REPOSITORY", proxy.address() + "/" + TENANT);
        return this;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    ServerProcess server() {
        return server;
    }

    ChaosProxy proxy() {
        return proxy;
    }

    RandomGenerator random() {
        return random;
    }

    /** What replays the draws. */
    String replay() {
        return Seeds.replay(seed);
    }

    /** Puts files of random content into the source. */
    void fill(int files, int bytes) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < files; i++) {
            random.nextBytes(content);
            try {
                Files.write(sandbox.source().resolve("file" + i), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Demands that there are so many snapshots, that the newest is the source, and that all is sound. Nothing goes wrong on this way. */
    void assertSaved(int snapshots) {
        sandbox.with("HOLDFAST_REPOSITORY", server.address() + "/" + TENANT);
        var listed = sandbox.snapshots();
        if (listed.size() != snapshots) {
            throw new AssertionError(listed.size() + " snapshots instead of " + snapshots + ", " + replay());
        }
        sandbox.assertRestores(listed.getLast().id(), sandbox.source());
        sandbox.assertSound();
        throughProxy();
    }

    /** Ends the server and demands that nothing lies on its disk twice. */
    void assertNothingTwice() {
        server.close();
        new ServerDisk(sandbox).assertNothingTwice(TENANT);
    }

    /** A client's way to a tenant through the proxy, with the administrator's token. */
    Transport transport(String tenant) {
        return transport(proxy.address(), tenant);
    }

    /** A client's way to a tenant past the proxy. */
    Transport direct(String tenant) {
        return transport(server.address(), tenant);
    }

    private Transport transport(String address, String tenant) {
        Transport.Settings settings = new Transport.Settings(
                ServerAddress.parse(address + "/" + tenant),
                Optional.of(AccessToken.of(server.adminToken())),
                new ServerTrust.OfSystem(),
                Patience.USUAL);
        return new Transport(settings, Transport.Means.of(Clock.system(), Entropy.system(), Thread.ofVirtual().factory()));
    }

    /** What the server answers to anybody, past the proxy. */
    int status(String path) {
        try {
            var connection = (HttpURLConnection) URI.create(server.address() + path).toURL().openConnection();
            connection.setConnectTimeout(LONGEST_MILLIS);
            connection.setReadTimeout(LONGEST_MILLIS);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        proxy.close();
        server.kill();
        sandbox.close();
    }
}
