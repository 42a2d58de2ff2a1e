package dev.holdfast.verify.network.flags;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.chaos.Link;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerProcess;
import dev.holdfast.verify.program.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The server, and the cables to it. For one thread. */
final class Service implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(150);

    private final Sandbox sandbox = Sandbox.create();
    private ServerProcess server = ServerProcess.start(sandbox);
    private final int port = server.port();
    private final Link readers = Link.to(port);
    private final Link listeners = Link.to(port);
    private final Link publishers = Link.to(port);
    private final Link forgotten = Link.to(port);

    Sandbox sandbox() {
        return sandbox;
    }

    /** Where the server itself is. */
    String address() {
        return server.address();
    }

    Link readers() {
        return readers;
    }

    /** The cable of those who do not notice by themselves that they hear nothing any more. */
    Link listeners() {
        return listeners;
    }

    Link publishers() {
        return publishers;
    }

    /** A cable of its own for somebody whom only the server's troubles reach. */
    Link forgotten() {
        return forgotten;
    }

    String adminToken() {
        return server.adminToken();
    }

    /** A token for a program that reads flags. */
    String readerToken() {
        Map<String, String> admin = sandbox.with("HOLDFAST_TOKEN", adminToken()).environment();
        Outcome made = sandbox.hereWith(admin, "token", "create", "shop", "--role", "application", "--repo", address());
        return made.expect(ExitCode.COMPLETE).out().strip();
    }

    void begin(Disturbance disturbance) {
        switch (disturbance) {
            case KILLED -> server.kill();
            case FROZEN -> signal("STOP");
            case READERS_PARTED -> List.of(readers, listeners).forEach(Link::swallow);
            case PUBLISHERS_PARTED -> publishers.swallow();
            case REFUSED -> all().forEach(Link::refuse);
            case SLOW -> all().forEach(link -> link.slow(SLOW));
            case CUT -> all().forEach(Link::cut);
        }
    }

    void end(Disturbance disturbance) {
        switch (disturbance) {
            case KILLED -> server = ServerProcess.startAt(sandbox, port);
            case FROZEN -> signal("CONT");
            case READERS_PARTED -> {
                List.of(readers, listeners).forEach(Link::heal);
                listeners.cut();
            }
            case PUBLISHERS_PARTED -> publishers.heal();
            case REFUSED, SLOW -> all().forEach(Link::heal);
            case CUT -> {
                // It was over at once.
            }
        }
    }

    private List<Link> all() {
        return List.of(readers, listeners, publishers);
    }

    private void signal(String name) {
        Trees.tool("kill", "-" + name, String.valueOf(server.process().pid()));
    }

    @Override
    public void close() {
        List.of(readers, listeners, publishers, forgotten).forEach(Link::close);
        // It may be frozen.
        server.kill();
        sandbox.close();
    }
}
