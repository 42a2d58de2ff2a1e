package dev.holdfast.client.cli.completion;

import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash: commands, then the options of the command, files everywhere else. */
final class BashScript {
    private BashScript() {}

    static String of(List<Syntax> commands) {
        return """
                # Completion of holdfast for bash. To use it: source <(holdfast completion bash)
                _holdfast() {
                  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= word i
                  COMPREPLY=()
                  case $previous in
                    %s) return ;;
                  esac
                  for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    case $word in
                      %s) ((i++)) ;;
                      -*) ;;
                      *)
                        command=${command:+$command }$word
                        case $command in
                          %s) ;;
                          *) break ;;
                        esac
                        ;;
                    esac
                  done
                  local words=
                  case $command in
                    '') words='%s' ;;
                %s  esac
                  if [[ -z $command || $current == -* || " %s " == *" $command "* ]]; then
                    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
                  fi
                }
                complete -o bashdefault -o default -F _holdfast holdfast
                """
                .formatted(
                        alternatives(Words.valued(commands)),
                        alternatives(Words.valued(commands)),
                        alternatives(Words.families(commands)),
                        String.join(" ", Words.first(commands)),
                        cases(commands),
                        String.join(" ", Words.families(commands)));
    }

    private static String alternatives(List<String> words) {
        return words.isEmpty() ? "''" : String.join(" | ", words);
    }

    private static String cases(List<Syntax> commands) {
        StringBuilder text = new StringBuilder();
        for (String family : Words.families(commands)) {
            String seconds = Words.family(commands, family).stream()
                    .map(syntax -> Words.secondWord(syntax.command()))
                    .collect(Collectors.joining(" "));
            text.append("    ").append(family).append(") words='").append(seconds).append("' ;;\n");
        }
        for (Syntax syntax : commands) {
            String options = syntax.options().stream().map(Option::name).collect(Collectors.joining(" "));
            text.append("    ").append(Words.quoted(syntax.command())).append(") words='").append(options).append("' ;;\n");
        }
        return text.toString();
    }
}
