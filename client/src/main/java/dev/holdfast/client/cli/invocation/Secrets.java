package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.keys.Credential;
import dev.holdfast.core.keys.KeyFile;
import dev.holdfast.core.keys.MasterCredential;
import dev.holdfast.core.keys.Passphrase;
import dev.holdfast.core.keys.WriteOnlyCredential;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a run gets its secret from: an option, else a variable, else a question at the terminal. More than one at the same level is
 * refused, because whichever was chosen, somebody would be surprised.
 */
public final class Secrets {
    private static final String WARNING =
            "Whoever loses this passphrase loses the backups: nobody can restore them without it. Keep a copy in a safe place.";

    private final Surroundings surroundings;
    private final Console console;

    public Secrets(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    /** The ways to hand a secret over. */
    private enum Way {
        TEXT,
        PASSPHRASE_FILE,
        COMMAND,
        KEY_FILE
    }

    private record Source(Way way, String origin, String value) {}

    /** What an existing repository is opened with. The caller closes it. */
    public Credential toOpen(Arguments arguments, RepositoryLocation repository) {
        Optional<Source> source = source(arguments);
        return source.isPresent() ? read(source.get()) : ask("passphrase of " + repository + ": ");
    }

    /** What a new repository or key slot is made for; a passphrase is asked for twice. The caller closes it. */
    public MasterCredential toCreate(Arguments arguments) {
        Optional<Source> source = source(arguments);
        if (source.isEmpty()) {
            return askTwice();
        }
        if (read(source.get()) instanceof MasterCredential master) {
            return master;
        }
        throw Usage.errorWithNext(
                source.get().origin + " names a write-only credential, which cannot own a repository", "give a passphrase or a key file");
    }

    /** A passphrase given by file, or asked for twice at the terminal: for a new key slot, while the usual sources open the repository. */
    public MasterCredential replacement(Optional<String> passphraseFile, Optional<String> keyFile) {
        if (passphraseFile.isPresent() && keyFile.isPresent()) {
            throw Usage.errorWithNext("both a new passphrase and a new key file are given", "give one of them");
        }
        if (passphraseFile.isPresent()) {
            return passphrase(SecretFiles.readPassphrase(path(passphraseFile.get()), console), passphraseFile.get());
        }
        return keyFile.isPresent() ? KeyFile.decode(SecretFiles.readKey(path(keyFile.get()), console)) : askTwice();
    }

    private Optional<Source> source(Arguments arguments) {
        List<Source> given = new ArrayList<>();
        option(arguments, CommonOptions.PASSPHRASE_FILE, Way.PASSPHRASE_FILE, given);
        option(arguments, CommonOptions.PASSPHRASE_COMMAND, Way.COMMAND, given);
        option(arguments, CommonOptions.KEY_FILE, Way.KEY_FILE, given);
        if (given.isEmpty()) {
            variable("HOLDFAST_PASSPHRASE", Way.TEXT, given);
            variable("HOLDFAST_PASSPHRASE_FILE", Way.PASSPHRASE_FILE, given);
            variable("HOLDFAST_PASSPHRASE_COMMAND", Way.COMMAND, given);
            variable("HOLDFAST_KEY_FILE", Way.KEY_FILE, given);
        }
        if (given.size() > 1) {
            throw Usage.errorWithNext(
                    given.get(0).origin + " and " + given.get(1).origin + " are both given", "give one secret only");
        }
        return given.stream().findFirst();
    }

    private static void option(Arguments arguments, Option option, Way way, List<Source> given) {
        arguments.text(option).ifPresent(value -> given.add(new Source(way, option.name(), value)));
    }

    private void variable(String name, Way way, List<Source> given) {
        if (surroundings.hasVariable(name)) {
            given.add(new Source(way, name, surroundings.environment().getOrDefault(name, "")));
        }
    }

    private Credential read(Source source) {
        if (source.value.isEmpty()) {
            throw new HoldfastException(ErrorCode.PASSPHRASE_MISSING, source.origin + " is empty");
        }
        return switch (source.way) {
            case TEXT -> passphrase(source.value.getBytes(StandardCharsets.UTF_8), source.origin);
            case PASSPHRASE_FILE -> passphrase(SecretFiles.readPassphrase(path(source.value), console), source.value);
            case COMMAND -> passphrase(new ShellCommand(surroundings, source.value).capture(source.origin), "the output of " + source.origin);
            case KEY_FILE -> key(SecretFiles.readKey(path(source.value), console));
        };
    }

    private Path path(String text) {
        return surroundings.directory().resolve(text);
    }

    private static Credential key(byte[] file) {
        try {
            // Both kinds say in their first bytes what they are.
            boolean writeOnly = file.length > 3 && file[2] == 'W';
            return writeOnly ? WriteOnlyCredential.decode(file) : KeyFile.decode(file);
        } finally {
            Arrays.fill(file, (byte) 0);
        }
    }

    private static Passphrase passphrase(byte[] utf8, String origin) {
        if (utf8.length == 0) {
            throw new HoldfastException(ErrorCode.PASSPHRASE_MISSING, origin + " holds an empty passphrase");
        }
        return Passphrase.ofUtf8(utf8);
    }

    private Passphrase ask(String prompt) {
        return Passphrase.of(askFor(prompt));
    }

    private char[] askFor(String prompt) {
        char[] typed = surroundings
                .terminal()
                .readSecret(prompt)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.PASSPHRASE_MISSING, "no passphrase is given and there is no terminal to ask at"));
        if (typed.length == 0) {
            throw new HoldfastException(ErrorCode.PASSPHRASE_MISSING, "the passphrase is empty");
        }
        return typed;
    }

    private Passphrase askTwice() {
        if (surroundings.terminal().showsErrors()) {
            console.note(WARNING);
        }
        char[] first = askFor("new passphrase: ");
        char[] again = surroundings.terminal().readSecret("the same again: ").orElse(new char[0]);
        boolean same = Arrays.equals(first, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw Usage.errorWithNext("the two passphrases differ; nothing was made", "run the same command again");
        }
        return Passphrase.of(first);
    }
}
