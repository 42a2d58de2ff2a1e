package dev.holdfast.program.flags.publish;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.control.flag.definition.Problem;

/**
 * A reason why flags cannot be served.
 *
 * @param pointer the value that is wrong
 * @param line where it stands in the text, counted from 1
 * @param column counted from 1
 * @param next what to do about it; may be empty
 */
record Slip(String pointer, long line, long column, String message, String next) {
    /** As a server says it. */
    static Slip of(JsonObject problem) {
        return new Slip(
                problem.textOrEmpty("pointer"),
                problem.number("line"),
                problem.number("column"),
                problem.textOrEmpty("message"),
                problem.textOrEmpty("next"));
    }

    /** As it was found here. */
    static Slip of(Problem problem) {
        return new Slip(problem.pointer().text(), problem.place().line(), problem.place().column(), problem.message(), problem.next());
    }
}
