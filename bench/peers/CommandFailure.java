package peers;

/** A command that could not be run to a good end; the message holds what it said. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
