package dev.holdfast.client.cli.keys;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.core.keys.Passphrase;
import java.util.Optional;

/** {@code holdfast key passwd}. */
public final class KeyPasswdCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("key passwd", "change the passphrase", Syntax.Needs.REPOSITORY)
                .describe("Replaces the passphrase that is given in the usual way, or asked for, by a new one. Nothing else is written again.")
                .options(KeyAddCommand.NEW_PASSPHRASE_FILE)
                .example("holdfast key passwd", "asks for the old and twice for the new one")
                .exits(ExitCode.NO_ACCESS);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        KeyParts parts = KeyParts.of(invocation);
        try (Credential old = invocation.secret()) {
            if (!(old instanceof Passphrase passphrase)) {
                throw Usage.error("key passwd", "a key file has no passphrase to change; add another key and remove this one");
            }
            // Tells a wrong old passphrase before anybody thinks up a new one.
            parts.slots().open(passphrase);
            Optional<String> file = invocation.arguments().text(KeyAddCommand.NEW_PASSPHRASE_FILE);
            try (MasterCredential changed = invocation.secrets().replacement(file, Optional.empty())) {
                if (changed instanceof Passphrase replacement) {
                    KeyAddCommand.print(invocation.console(), parts.slots().changePassphrase(passphrase, replacement));
                }
            }
        }
        return ExitCode.COMPLETE;
    }
}
