package dev.holdfast.control.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all names of an experiment's parts have in common. */
final class Names {
    private static final int LENGTH = 128;

    private Names() {}

    /** Fails unless this is a name. */
    static String require(String name, String of) {
        if (name.isBlank() || name.length() > LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of " + of + " needs 1 to " + LENGTH + " visible characters");
        }
        return name;
    }

    /** Fails if one name stands there twice. */
    static void requireDistinct(List<String> names, String of) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("there are two " + of + " called '" + name + "'");
            }
        }
    }
}
