package dev.holdfast.control.flag.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reading a text led to. */
public sealed interface Parsed {
    /**
     * It is JSON.
     *
     * @param value its value
     * @param places where each value stands, by pointer; empty if that was not asked for
     */
    record Document(@Nullable Object value, Map<Pointer, Place> places) implements Parsed {
        /** Where a value stands, or the nearest one around it that is known. */
        public Place place(Pointer pointer) {
            String text = pointer.text();
            while (!text.isEmpty()) {
                Place place = places.get(new Pointer(text));
                if (place != null) {
                    return place;
                }
                text = text.substring(0, text.lastIndexOf('/'));
            }
            return places.getOrDefault(Pointer.ROOT, Place.START);
        }
    }

    /**
     * It is not, or it goes beyond a limit.
     *
     * @param pointer the value that could not be read
     * @param place where reading stopped
     * @param message what is wrong, without repeating what stands there: it may be personal
     */
    record Fault(Pointer pointer, Place place, String message) implements Parsed {}
}
