package dev.holdfast.client.cli.local;

import dev.holdfast.client.cli.completion.Shell;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import java.util.Arrays;

/** {@code holdfast completion}. */
public final class CompletionCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("completion", "print a script that completes commands and options in your shell", Syntax.Needs.NOTHING)
                .operands(Operands.exactly(1, "bash|zsh|fish"))
                .example("source <(holdfast completion bash)", "completes in this bash; put it into ~/.bashrc to keep it")
                .example("holdfast completion fish > ~/.config/fish/completions/holdfast.fish", "completes in every fish");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String word = invocation.arguments().operands().getFirst();
        Shell shell = Arrays.stream(Shell.values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Usage.error("completion", "there is no completion for '" + word + "', only for bash, zsh and fish"));
        String script = shell.script(invocation.commands().syntaxes());
        if (invocation.console().isJson()) {
            Json.print(invocation.console(), json -> json.object(fields -> fields.field("shell", shell.word()).field("script", script)));
        } else {
            invocation.console().text(script);
        }
        return ExitCode.COMPLETE;
    }
}
