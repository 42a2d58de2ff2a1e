package dev.holdfast.server.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Under which names and addresses this machine may be asked. */
final class OwnNames {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private OwnNames() {}

    /** What the machine says of itself, and what the operator adds. */
    static Set<String> with(Set<String> more) {
        Set<String> names = new LinkedHashSet<>(Set.of("localhost"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
            for (NetworkInterface port : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                port.inetAddresses().map(OwnNames::plain).forEach(names::add);
            }
        } catch (IOException e) {
            // A machine that cannot say more is still reached by what the operator named.
            names.add("127.0.0.1");
        }
        more.stream().filter(name -> !name.equals("0.0.0.0") && !name.equals("::")).forEach(names::add);
        names.removeIf(name -> !HOST.matcher(name).matches() && !name.contains(":"));
        return names;
    }

    private static String plain(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
