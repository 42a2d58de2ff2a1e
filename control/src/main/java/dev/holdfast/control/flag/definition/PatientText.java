package dev.holdfast.control.flag.definition;

/** A text that lets itself be looked at only so often, so that no regular expression backtracks for ever. Belongs to one thread. */
final class PatientText implements CharSequence {
    private static final int MOST_LOOKS = 1_000_000;

    private final String text;
    private int looks;

    PatientText(String text) {
        this.text = text;
    }

    /** The expression needs more looks than there are. Never seen outside of this package. */
    static final class Impatient extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Impatient() {
            super("a regular expression backtracks too long", null, false, false);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new Impatient();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
