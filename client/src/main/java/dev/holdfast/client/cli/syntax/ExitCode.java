package dev.holdfast.client.cli.syntax;

/** The exit codes of every command; scripts rely on them, so a number never changes its meaning. */
public enum ExitCode {
    COMPLETE(0, "complete"),
    FAILED(1, "failed for another reason than those below"),
    USAGE(2, "the command line is wrong; nothing was done"),
    INCOMPLETE_SOURCE(3, "the snapshot was made, but some source files could not be read"),
    INCOMPLETE(4, "finished, but something is damaged or was left out; the output names it"),
    NO_REPOSITORY(10, "there is no repository at the location"),
    BUSY(11, "the repository is busy or the session was lost; the same command may succeed later"),
    NO_ACCESS(12, "the passphrase, key or token is wrong, missing or not enough"),
    DISK_FULL(13, "no space is left"),
    NOT_FOUND(14, "the snapshot, path or key named does not exist"),
    REFUSED(15, "refused, because it would lose or overwrite something"),
    DAMAGED(16, "stored data is damaged or missing"),
    COMMAND_FAILED(17, "a hook or another given command failed"),
    DENIED(18, "the operating system refused or failed an access"),
    UNREACHABLE(19, "the server cannot be reached or does not answer"),
    DEFECT(70, "a defect of Holdfast itself"),
    INTERRUPTED(130, "interrupted"),
    OUTPUT_GONE(141, "whoever read the output stopped reading");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }

    /** What it means, for help. */
    public String meaning() {
        return meaning;
    }
}
