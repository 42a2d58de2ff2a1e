package peers;

/** A size of the repository directory, in allocated bytes, that is noted in every round. */
enum Size {
    FIRST("repository after the first backup"),
    GROWTH("new bytes after the edits"),
    PRUNED("repository after prune");

    private final String title;

    Size(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
