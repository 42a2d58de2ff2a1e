package dev.holdfast.control.flag.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** What to do about a word that is not among the known ones. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known).map(near -> "did you mean '" + near + "'?").orElseGet(() -> among(known));
    }

    private static String among(Collection<String> known) {
        return known.isEmpty() || known.size() > 12 ? "" : "there is " + String.join(", ", known.stream().map(one -> "'" + one + "'").sorted().toList());
    }

    /** The known word that differs least, if it is close. */
    private static Optional<String> of(String word, Collection<String> known) {
        String plain = word.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, Math.min(3, word.length() / 3));
        Comparator<String> order = Comparator.<String>comparingInt(one -> distance(one.toLowerCase(Locale.ROOT), plain))
                .thenComparing(one -> !one.regionMatches(true, 0, plain, 0, 1))
                .thenComparing(Comparator.naturalOrder());
        return known.stream().filter(one -> distance(one.toLowerCase(Locale.ROOT), plain) <= allowed).min(order);
    }

    /** In how many letters two words differ (Levenshtein's distance). */
    private static int distance(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
