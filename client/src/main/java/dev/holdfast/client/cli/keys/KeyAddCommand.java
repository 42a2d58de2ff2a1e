package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.SecretFiles;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.keys.KeyFile;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.core.time.Entropy;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code holdfast key add}. */
public final class KeyAddCommand implements Command {
    static final Option NEW_PASSPHRASE_FILE =
            Option.one("--new-passphrase-file", "FILE", "the new passphrase is in this file; asked for twice otherwise");
    private static final Option NEW_KEY_FILE = Option.one("--new-key-file", "FILE", "make a key file here and add it");
    private static final Option EXISTING_KEY_FILE = Option.one("--existing-key-file", "FILE", "add this key file");
    private static final Option LABEL = Option.one("--label", "TEXT", "what 'holdfast key list' calls it");

    @Override
    public Syntax syntax() {
        return Syntax.of("key add", "add a passphrase or key file that opens the repository", Syntax.Needs.REPOSITORY)
                .options(NEW_PASSPHRASE_FILE, NEW_KEY_FILE, EXISTING_KEY_FILE, LABEL)
                .example("holdfast key add --label 'Ann'", "asks for one more passphrase")
                .example("holdfast key add --new-key-file /root/backup.key", "makes a key file for unattended use")
                .exits(ExitCode.NO_ACCESS, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        boolean several = Arrays.asList(NEW_PASSPHRASE_FILE, NEW_KEY_FILE, EXISTING_KEY_FILE).stream().filter(arguments::has).count() > 1;
        if (several) {
            throw Usage.error("key add", "one key is added at a time");
        }
        KeyParts parts = KeyParts.of(invocation);
        KeyRing ring = parts.ring(invocation);
        String label = arguments.text(LABEL).orElse("");
        try (MasterCredential added = arguments.has(NEW_KEY_FILE)
                ? made(invocation.path(arguments.text(NEW_KEY_FILE).orElse("")))
                : invocation.secrets().replacement(arguments.text(NEW_PASSPHRASE_FILE), arguments.text(EXISTING_KEY_FILE))) {
            print(invocation.console(), parts.slots().add(ring, added, label));
        }
        return ExitCode.COMPLETE;
    }

    /** The file first: a slot whose key file could not be written would open for nobody. */
    private static KeyFile made(Path file) {
        KeyFile key = KeyFile.generate(Entropy.system());
        byte[] content = key.encode();
        try {
            SecretFiles.create(file, content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        return key;
    }

    static void print(Console console, KeySlotId id) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("id", id.toString())));
        } else if (!console.isQuiet()) {
            console.line("added key " + id);
        }
    }
}
