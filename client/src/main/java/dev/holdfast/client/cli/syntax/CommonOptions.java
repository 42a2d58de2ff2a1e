package dev.holdfast.client.cli.syntax;

import java.util.ArrayList;
import java.util.List;

/** The options that all commands share, so that a word means the same everywhere. */
public final class CommonOptions {
    public static final Option REPOSITORY =
            Option.one("--repo", "DIR|URL", "the repository, a directory or https://HOST:PORT/TENANT (HOLDFAST_REPOSITORY; a place of your own by default)")
                    .or("-r");
    public static final Option PASSPHRASE_FILE =
            Option.one("--passphrase-file", "FILE", "a file that holds the passphrase (HOLDFAST_PASSPHRASE_FILE)");
    public static final Option PASSPHRASE_COMMAND =
            Option.one("--passphrase-command", "CMD", "a command that prints the passphrase (HOLDFAST_PASSPHRASE_COMMAND)");
    public static final Option KEY_FILE =
            Option.one("--key-file", "FILE", "a key file instead of a passphrase (HOLDFAST_KEY_FILE)");
    public static final Option TOKEN_FILE =
            Option.one("--token-file", "FILE", "a file that holds the token for a server (HOLDFAST_TOKEN, HOLDFAST_TOKEN_FILE)");
    public static final Option SERVER_FINGERPRINT = Option.one(
            "--server-fingerprint", "SHA256:…", "trust the server that shows this certificate, now and later (HOLDFAST_SERVER_FINGERPRINT)");
    public static final Option LIMIT_UPLOAD = Option.one("--limit-upload", "SIZE", "send at most this much a second to a server, such as 5M");
    public static final Option LIMIT_DOWNLOAD =
            Option.one("--limit-download", "SIZE", "receive at most this much a second from a server");
    public static final Option JSON = Option.flag("--json", "print JSON for programs");
    public static final Option QUIET = Option.flag("--quiet", "print errors and results only").or("-q");
    public static final Option VERBOSE = Option.flag("--verbose", "print each entry and more detail").or("-v");
    public static final Option NO_COLOR = Option.flag("--no-color", "print no colours (NO_COLOR)");
    public static final Option DEBUG = Option.flag("--debug", "print stack traces with errors (HOLDFAST_DEBUG)");
    public static final Option HELP = Option.flag("--help", "explain the command").or("-h");

    private static final List<Option> EVERYWHERE = List.of(JSON, QUIET, VERBOSE, NO_COLOR, DEBUG, HELP);

    private CommonOptions() {}

    /** The shared options of a command with these needs. */
    public static List<Option> of(Syntax.Needs needs) {
        List<Option> options = new ArrayList<>();
        switch (needs) {
            case REPOSITORY -> options.addAll(List.of(
                    REPOSITORY,
                    PASSPHRASE_FILE,
                    PASSPHRASE_COMMAND,
                    KEY_FILE,
                    TOKEN_FILE,
                    SERVER_FINGERPRINT,
                    LIMIT_UPLOAD,
                    LIMIT_DOWNLOAD));
            case SERVER -> options.addAll(List.of(REPOSITORY, TOKEN_FILE, SERVER_FINGERPRINT));
            case NOTHING -> {}
        }
        options.addAll(EVERYWHERE);
        return options;
    }
}
