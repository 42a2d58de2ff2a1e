package dev.holdfast.server.http;

import dev.holdfast.server.limit.Admission;

/** What all exchanges of a host share. */
record HostParts(
        HttpService service,
        RouteTree tree,
        Gate gate,
        OriginRules origins,
        PeerAddresses peers,
        Admission admission,
        Door door,
        SecurityHeaders headers,
        Repeats repeats,
        long minimumBytesPerSecond) {
    static HostParts of(HttpService service, HostOptions options, Admission admission, Door door) {
        OriginRules origins = new OriginRules(options.knownHosts());
        return new HostParts(
                service,
                new RouteTree(service.routes()),
                new Gate(service.authenticator(), origins),
                origins,
                new PeerAddresses(options.trustedProxies()),
                admission,
                door,
                new SecurityHeaders(),
                new Repeats(service.clock(), service.kept()),
                options.limits().minimumBytesPerSecond());
    }
}
