package dev.holdfast.client.cli.completion;

import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;
import java.util.Locale;

/** The shells that completion scripts are made for. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /** The word for it on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The script for these commands. */
    public String script(List<Syntax> commands) {
        return switch (this) {
            case BASH -> BashScript.of(commands);
            case ZSH -> ZshScript.of(commands);
            case FISH -> FishScript.of(commands);
        };
    }
}
