package dev.holdfast.client.cli.completion;

import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for zsh: commands with their summaries, options with their descriptions. */
final class ZshScript {
    private ZshScript() {}

    static String of(List<Syntax> commands) {
        return """
                #compdef holdfast
                # Completion of holdfast for zsh. To use it: source <(holdfast completion zsh)
                _holdfast() {
                  local -a commands
                  local command=
                  commands=(
                %s  )
                  if (( CURRENT == 2 )); then
                    _describe command commands
                    return
                  fi
                  command=$words[2]
                  case $command in
                    %s)
                      if (( CURRENT == 3 )); then
                        case $command in
                %s        esac
                        return
                      fi
                      command="$command $words[3]"
                      ;;
                  esac
                  case $command in
                %s  esac
                }
                if [ "$funcstack[1]" = _holdfast ]; then
                  _holdfast "$@"
                else
                  compdef _holdfast holdfast
                fi
                """
                .formatted(described(commands), String.join("|", families(commands)), seconds(commands), options(commands));
    }

    private static List<String> families(List<Syntax> commands) {
        List<String> families = Words.families(commands);
        return families.isEmpty() ? List.of("''") : families;
    }

    private static String described(List<Syntax> commands) {
        StringBuilder text = new StringBuilder();
        for (String word : Words.first(commands)) {
            String summary = commands.stream()
                    .filter(syntax -> syntax.command().equals(word))
                    .map(Syntax::summary)
                    .findFirst()
                    .orElse(word + " commands");
            text.append("    ").append(Words.quoted(word + ":" + summary)).append("\n");
        }
        return text.toString();
    }

    private static String seconds(List<Syntax> commands) {
        StringBuilder text = new StringBuilder();
        for (String family : Words.families(commands)) {
            String values = Words.family(commands, family).stream()
                    .map(syntax -> Words.secondWord(syntax.command()))
                    .collect(Collectors.joining(" "));
            text.append("          ").append(family).append(") compadd ").append(values).append(" ;;\n");
        }
        return text.toString();
    }

    private static String options(List<Syntax> commands) {
        StringBuilder text = new StringBuilder();
        for (Syntax syntax : commands) {
            text.append("    ").append(Words.quoted(syntax.command())).append(") _arguments -S");
            for (Option option : syntax.options()) {
                String repeated = option.values() == Option.Values.MANY ? "*" : "";
                String value = option.takesValue() ? ":" + option.label() + ":_files" : "";
                text.append(" \\\n      ")
                        .append(Words.quoted(repeated + option.name() + "[" + escaped(option.description()) + "]" + value));
            }
            text.append(" \\\n      '*:argument:_files' ;;\n");
        }
        return text.toString();
    }

    private static String escaped(String description) {
        return description.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }
}
