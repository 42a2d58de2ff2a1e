package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.KnownServers;
import dev.holdfast.client.remote.transport.AccessToken;
import dev.holdfast.client.remote.transport.CertificateFingerprint;
import dev.holdfast.client.remote.transport.Pace;
import dev.holdfast.client.remote.transport.Patience;
import dev.holdfast.client.remote.transport.Pause;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.text.Sizes;
import dev.holdfast.engine.work.WorkThreads;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How a run reaches a server: with which token, which trust and at which pace. */
public final class ServerAccess {
    private static final String TOKEN = "HOLDFAST_TOKEN";
    private static final String TOKEN_FILE = "HOLDFAST_TOKEN_FILE";

    private final Arguments arguments;
    private final Surroundings surroundings;
    private final Console console;

    ServerAccess(Arguments arguments, Surroundings surroundings, Console console) {
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.console = console;
    }

    /**
     * The way to a server. Nothing is sent yet, unless the user vouches for its certificate, which is then tried and remembered.
     *
     * @throws HoldfastException {@code UNAUTHORIZED} if no token is given
     */
    public Transport connect(ServerAddress address) {
        AccessToken token = token(address);
        if (address.isInTheClear()) {
            console.warning("everybody on the way to " + address.server() + " can read the token; next: use https");
        }
        KnownServers known = known();
        Optional<CertificateFingerprint> remembered = known.find(address.server());
        Optional<CertificateFingerprint> vouched = vouched();
        Transport transport = new Transport(
                new Transport.Settings(address, Optional.of(token), trust(vouched, remembered), Patience.USUAL), means());
        if (vouched.isPresent() && !vouched.equals(remembered)) {
            transport.send(Request.get("/version"));
            known.remember(address.server(), vouched.get());
        }
        return transport;
    }

    /** Which certificate of a server is believed. */
    ServerTrust trust(ServerAddress address) {
        return trust(vouched(), known().find(address.server()));
    }

    private KnownServers known() {
        return new KnownServers(UserDirectories.state(surroundings).resolve("known-servers"));
    }

    private static ServerTrust trust(Optional<CertificateFingerprint> vouched, Optional<CertificateFingerprint> remembered) {
        return vouched.<ServerTrust>map(given -> new ServerTrust.Pinned(given, ServerTrust.Word.GIVEN))
                .or(() -> remembered.map(known -> new ServerTrust.Pinned(known, ServerTrust.Word.REMEMBERED)))
                .orElseGet(ServerTrust.OfSystem::new);
    }

    private Optional<CertificateFingerprint> vouched() {
        try {
            return arguments.text(CommonOptions.SERVER_FINGERPRINT)
                    .or(() -> surroundings.variable("HOLDFAST_SERVER_FINGERPRINT"))
                    .map(CertificateFingerprint::parse);
        } catch (IllegalArgumentException e) {
            throw Usage.errorWithNext(String.valueOf(e.getMessage()), "copy it from what the server prints at its start");
        }
    }

    private Transport.Means means() {
        Clock clock = surroundings.clock();
        return new Transport.Means(
                clock,
                Entropy.system(),
                Pause.real(),
                pace(CommonOptions.LIMIT_UPLOAD, clock).within(surroundings.allowance()::uploadBytesPerSecond),
                pace(CommonOptions.LIMIT_DOWNLOAD, clock).within(surroundings.allowance()::downloadBytesPerSecond),
                WorkThreads.light("transport"));
    }

    private Pace pace(Option option, Clock clock) {
        long bytesPerSecond = arguments.text(option).map(Sizes::parse).orElse(0L);
        return Pace.of(bytesPerSecond, clock, Pause.real());
    }

    private AccessToken token(ServerAddress address) {
        Optional<String> file = arguments.text(CommonOptions.TOKEN_FILE);
        if (file.isEmpty() && surroundings.hasVariable(TOKEN) && surroundings.hasVariable(TOKEN_FILE)) {
            throw Usage.errorWithNext(TOKEN + " and " + TOKEN_FILE + " are both given", "give one of them");
        }
        if (file.isEmpty() && surroundings.hasVariable(TOKEN)) {
            return parse(surroundings.environment().getOrDefault(TOKEN, ""), TOKEN);
        }
        String path = file.or(() -> surroundings.variable(TOKEN_FILE))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.UNAUTHORIZED,
                        "no token for " + address + " is given",
                        "set " + TOKEN + " or give --token-file; an administrator makes one with: holdfast token create NAME --role agent"));
        byte[] bytes = SecretFiles.readToken(surroundings.directory().resolve(path), console);
        try {
            return parse(new String(bytes, StandardCharsets.UTF_8), path);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static AccessToken parse(String text, String origin) {
        try {
            return AccessToken.of(text);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.UNAUTHORIZED, origin + " holds no token: " + e.getMessage(), "", e);
        }
    }
}
