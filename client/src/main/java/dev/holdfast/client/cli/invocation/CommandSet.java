package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;

/** The commands that a command line knows. Only the one that is asked for is loaded. */
public interface CommandSet {
    /** Their names, in the order in which help lists them. */
    List<String> names();

    /** Makes the one with this name, which is among {@link #names}. */
    Command create(String name);

    /** What all of them accept. */
    default List<Syntax> syntaxes() {
        return names().stream().map(name -> create(name).syntax()).toList();
    }
}
