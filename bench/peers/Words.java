package peers;

import java.util.stream.Stream;

/** Command lines put together from parts. */
final class Words {
    private Words() {}

    static String[] join(String first, String... rest) {
        return join(new String[] {first}, rest);
    }

    static String[] join(String[] first, String... rest) {
        return Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new);
    }
}
