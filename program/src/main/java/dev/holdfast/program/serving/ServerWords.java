package dev.holdfast.program.serving;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.Version;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.ServerOptions;
import dev.holdfast.server.ServerOptions.Listen;
import dev.holdfast.server.ServerOptions.Shedding;
import dev.holdfast.server.ServerOptions.Tls;
import dev.holdfast.server.tls.PemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of {@code holdfast server}, and what they mean. */
public final class ServerWords {
    public static final Option LOG = Option.one("--log", "FILE", "append the log to this file (default: standard error)");

    static final Option FILE = Option.one("--config", "FILE", "a file of TOML that says what these options say; they go before it");
    private static final Option DATA = Option.one("--data", "DIR", "the server's directory, made if it is not there");
    private static final Option LISTEN =
            Option.one("--listen", "HOST:PORT", "where to listen (default 127.0.0.1:8420; port 0 takes a free one and prints it)");
    private static final Option ADMIN_TOKEN =
            Option.one("--admin-token-file", "FILE", "where the first start writes the administrator's token (default DIR/admin-token)");
    private static final Option TLS = Option.one("--tls", "MODE", "auto (on outside loopback, the default), on, or off");
    private static final Option CERTIFICATE = Option.one("--tls-cert", "FILE", "your certificate and its chain, as PEM");
    private static final Option KEY = Option.one("--tls-key", "FILE", "its private key, as PEM");
    private static final Option NAME = Option.many("--host-name", "NAME", "a name of this machine that agents and browsers use (may be repeated)");
    private static final Option PROXY =
            Option.many("--trusted-proxy", "ADDRESS", "believe what this proxy says of its peers (may be repeated)");
    private static final Option CELL = Option.many(
            "--cell", "NAME", "a group of servers that this one is in, so that settings can reach it first (may be repeated)");
    private static final Option NO_SHEDDING =
            Option.flag("--no-load-shedding", "take on everything, however much; only to show what that leads to");

    static final Option NEW_ADMIN_TOKEN = Option.flag(
            "--new-admin-token", "make a new administrator's token for a server that does not run, and end");

    static final List<Option> ALL = List.of(FILE, DATA, LISTEN, ADMIN_TOKEN, NEW_ADMIN_TOKEN, TLS, CERTIFICATE, KEY, NAME, PROXY, CELL, LOG, NO_SHEDDING);

    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)\\]|([^:\\[\\]]*)):([0-9]{1,5})");

    /** Without the colon that names of groups have that are not made by people. */
    private static final Pattern CELL_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private ServerWords() {}

    static ServerOptions options(Invocation invocation) {
        Arguments given = invocation.arguments();
        Path data = given.text(DATA)
                .map(invocation::path)
                .orElseThrow(() -> wrong("--data names the directory in which the server keeps everything; it is missing"));
        return new ServerOptions(
                data,
                listen(given.text(LISTEN).orElse("127.0.0.1:8420")),
                tls(invocation),
                given.text(ADMIN_TOKEN).map(invocation::path),
                Set.copyOf(given.texts(NAME)),
                Set.copyOf(given.texts(PROXY)),
                cells(given.texts(CELL)),
                given.has(NO_SHEDDING) ? Shedding.OFF : Shedding.ON,
                Version.ofThisProgram());
    }

    private static Set<String> cells(List<String> names) {
        for (String name : names) {
            if (!CELL_NAME.matcher(name).matches()) {
                throw wrong("--cell is a name of lower-case letters, digits and . _ -, such as eu-1, not '" + name + "'");
            }
        }
        return Set.copyOf(names);
    }

    /** Where {@code HOST:PORT} means to listen. */
    public static Listen listen(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            throw wrong("--listen is HOST:PORT, such as 127.0.0.1:8420 or [::1]:8420, not '" + text + "'");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new Listen(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(matcher.group(3)));
    }

    private static Tls tls(Invocation invocation) {
        Arguments given = invocation.arguments();
        Optional<Path> certificate = given.text(CERTIFICATE).map(invocation::path);
        Optional<Path> key = given.text(KEY).map(invocation::path);
        if (certificate.isPresent() != key.isPresent()) {
            throw wrong("--tls-cert and --tls-key go together");
        }
        String mode = given.text(TLS).orElse(certificate.isPresent() ? "files" : "auto");
        if (certificate.isPresent() && mode.equals("off")) {
            throw wrong("--tls off and --tls-cert contradict each other");
        }
        if (certificate.isPresent()) {
            return new Tls.Files(new PemFiles(certificate.get(), key.orElseThrow()));
        }
        return switch (mode) {
            case "auto" -> new Tls.Auto();
            case "on" -> new Tls.SelfMade();
            case "off" -> new Tls.Off();
            case "files" -> throw wrong("--tls files needs --tls-cert and --tls-key");
            default -> throw wrong("--tls is auto, on, off or files, not '" + mode + "'");
        };
    }

    private static HoldfastException wrong(String message) {
        return Usage.error("server", message);
    }
}
