package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;

/**
 * One reason to refuse a document.
 *
 * @param pointer the value that is wrong
 * @param place where it stands in the text
 * @param message what is wrong with it
 * @param next what to do about it; may be empty
 */
public record Problem(Pointer pointer, Place place, String message, String next) {
    @Override
    public String toString() {
        return place + " " + (pointer.text().isEmpty() ? "(document)" : pointer) + ": " + message + (next.isEmpty() ? "" : "; " + next);
    }
}
