package dev.holdfast.server.browse;

import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.TenantName;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Who wants to read in a tenant's repository, and what they bring to do so.
 *
 * @param caller who it is; a sign-in may have unlocked the repository before
 * @param tenant whose repository
 * @param passphrase one that came with the request itself, as tokens give it
 */
public record Visitor(Caller caller, TenantName tenant, Optional<String> passphrase) {
    /** The header in which a token gives the passphrase. */
    static final String PASSPHRASE_HEADER = "X-Holdfast-Passphrase";

    static Visitor of(Call call) {
        Optional<String> passphrase = call.header(PASSPHRASE_HEADER).filter(text -> !text.isEmpty());
        if (passphrase.isPresent()) {
            requireConfidential(call);
        }
        return new Visitor(call.caller(), call.tenant(), passphrase);
    }

    private static void requireConfidential(Call call) {
        if (!call.isEncrypted() && !isLoopback(call.caller().address())) {
            throw BrowseFailures.insecure();
        }
    }

    /** Whether an address, which is a number and never asked for by name, is this machine's own. */
    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return caller.name() + " in " + tenant;
    }
}
