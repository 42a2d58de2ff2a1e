package dev.holdfast.verify.remote;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.AgentIdentity;
import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.client.remote.transport.AccessToken;
import dev.holdfast.client.remote.transport.Patience;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.verify.program.Sandbox;
import java.util.Optional;

/** A server for a whole class of tests, with as many empty repositories as it wants. */
final class RemoteFixture implements AutoCloseable {
    private final Sandbox sandbox = Sandbox.create();
    private final RunningServer server = RunningServer.start(sandbox);
    private int tenants;

    /** The repository of a new tenant, as its administrator sees it; closing its packs closes the connection. */
    RemoteRepository newRepository() {
        tenants++;
        String address = server.address() + "/tenant" + tenants;
        sandbox.with("HOLDFAST_TOKEN", server.adminToken()).here("init", "--encryption", "none", "--repo", address).expect(ExitCode.COMPLETE);
        Transport.Settings settings = new Transport.Settings(
                ServerAddress.parse(address), Optional.of(AccessToken.of(server.adminToken())), new ServerTrust.OfSystem(), Patience.USUAL);
        Transport transport = new Transport(settings, Transport.Means.of(Clock.system(), Entropy.system(), Thread.ofVirtual().factory()));
        RemoteRepository.Means means = new RemoteRepository.Means(
                sandbox.path("cache"), sandbox.path("spool"), Clock.system(), Thread.ofVirtual().factory());
        return new RemoteRepository(transport, new AgentIdentity("box", "1"), means);
    }

    @Override
    public void close() {
        server.close();
        sandbox.close();
    }
}
