package peers;

/** Lines on standard error that say what is going on. */
final class Progress {
    private Progress() {}

    static void say(String pattern, Object... values) {
        System.err.println(Quantity.format(pattern, values));
    }
}
