package dev.holdfast.core.keys;

/**
 * How passphrases become keys.
 *
 * @param engine what computes
 * @param settings what a new slot costs; existing slots carry their own
 */
public record PassphraseStretching(Argon2 engine, Argon2Settings settings) {
    /** The fastest engine there is, at the cost that new slots should have. */
    public static PassphraseStretching standard() {
        return new PassphraseStretching(Argon2.fastest(), Argon2Settings.STANDARD);
    }
}
