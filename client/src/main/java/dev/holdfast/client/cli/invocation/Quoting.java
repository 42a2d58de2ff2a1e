package dev.holdfast.client.cli.invocation;

/** Writes a word so that a shell reads it as one; for the commands that messages suggest. */
public final class Quoting {
    private Quoting() {}

    /** The word itself if a shell leaves it alone, else in single quotes. */
    public static String quote(String word) {
        boolean harmless = !word.isEmpty()
                && word.chars().allMatch(letter -> Character.isLetterOrDigit(letter) || "/._-+=:,@%".indexOf(letter) >= 0);
        return harmless ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
