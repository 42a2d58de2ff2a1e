package dev.holdfast.client.cli.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who misspelt a word may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate that takes the fewest slips to become {@code word}, unless that is more than a third of its letters. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> slips(word, candidate) <= Math.max(1, Math.min(word.length(), candidate.length()) / 3)
                        || word.length() >= 4 && candidate.startsWith(word))
                .min(Comparator.comparingInt(candidate -> slips(word, candidate)));
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (Damerau's restricted distance). */
    static int slips(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
