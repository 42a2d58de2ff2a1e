package dev.holdfast.server.http;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/**
 * From where requests come. That is the peer of the connection; only if it is a proxy that the operator named, it is what that proxy added
 * at the end of {@code X-Forwarded-For}, so that nobody can choose an address.
 */
final class PeerAddresses {
    private final Set<String> trustedProxies;

    PeerAddresses(Set<String> trustedProxies) {
        this.trustedProxies = Set.copyOf(trustedProxies);
    }

    String address(Request request) {
        String peer = peer(request);
        if (!trustedProxies.contains(peer) || !request.getHeaders().contains("X-Forwarded-For")) {
            return peer;
        }
        List<String> hops = request.getHeaders().getValuesList("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && trustedProxies.contains(peer); i--) {
            peer = hops.get(i);
        }
        return peer;
    }

    private static String peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? socket.getAddress().getHostAddress()
                : "";
    }
}
