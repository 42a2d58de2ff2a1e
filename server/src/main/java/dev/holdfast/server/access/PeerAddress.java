package dev.holdfast.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who a request comes from. A header says what its sender likes, so it is heeded only if the peer is a proxy that was named at start-up, and
 * then only the entry that the nearest proxy itself added. Thread-safe.
 */
public final class PeerAddress {
    /** Only literals, so that nothing is ever looked up in DNS. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Set<String> proxies;

    /** @param proxies addresses of trusted proxies */
    public PeerAddress(List<String> proxies) {
        this.proxies = proxies.stream().map(PeerAddress::canonical).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The address that counts.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the {@code X-Forwarded-For} header
     */
    public String of(String peer, Optional<String> forwardedFor) {
        String address = canonical(peer);
        if (!proxies.contains(address) || forwardedFor.isEmpty()) {
            return address;
        }
        List<String> hops = Arrays.stream(forwardedFor.get().split(",", -1)).map(String::strip).toList().reversed();
        for (String hop : hops) {
            if (!LITERAL.matcher(hop).matches()) {
                return address;
            }
            address = canonical(hop);
            if (!proxies.contains(address)) {
                return address;
            }
        }
        return address;
    }

    /** The address itself, or for IPv6 its /64, which one subscriber has for himself. */
    static String network(String address) {
        byte[] bytes = bytes(address);
        return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES) : canonical(address);
    }

    private static String canonical(String address) {
        byte[] bytes = bytes(address);
        try {
            return bytes.length == 0 ? address : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static byte[] bytes(String address) {
        String plain = address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        if (!LITERAL.matcher(plain).matches()) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(plain).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
