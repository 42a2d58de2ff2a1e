package peers;

/** A timed step; every program goes through all of them in this order. */
enum Phase {
    INIT("init"),
    FIRST("first backup"),
    UNCHANGED("unchanged backup"),
    LIST("list of snapshots"),
    CHANGED("backup after edits"),
    RESTORE("restore"),
    CHECK("check, reading all data"),
    PRUNE("forget half and prune");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
