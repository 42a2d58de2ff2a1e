package dev.holdfast.control.own;

/** A flag that Holdfast's own programs heed. Each gives true or false. A name is never used for anything else once it is released. */
public enum OwnFlag {
    /** Agents ask the server for its filter, which spares questions about chunks that are new. */
    PRESENCE_FILTER("agent.presence-filter", true),
    /** Agents claim chunks before they send them, so that of several backups with the same content one sends it. */
    CLAIMS("agent.claims", false),
    /** Snapshots may be forgotten, one by one or by having the server go through them now. */
    DELETE_SNAPSHOTS("operations.delete-snapshots", true),
    /** People may have the server collect what no snapshot needs. */
    COLLECT("operations.collect", true),
    /** Tokens may be revoked, and users and machines removed. */
    REVOKE_ACCESS("operations.revoke-access", true),
    /** Tenants may be removed with all their backups. */
    DELETE_TENANTS("operations.delete-tenants", true),
    /** Snapshots may be restored to machines from afar. */
    RESTORE_TO_MACHINES("operations.restore-to-machines", true),
    /** An earlier configuration may be made the present one. */
    ROLL_BACK_CONFIGURATION("operations.roll-back-configuration", true);

    /** The project that has these flags, on every server. */
    public static final String PROJECT = "holdfast";

    /** The environment of that project. */
    public static final String ENVIRONMENT = "service";

    private final String key;
    private final boolean usual;

    OwnFlag(String key, boolean usual) {
        this.key = key;
        this.usual = usual;
    }

    /** The flag's name. */
    public String key() {
        return key;
    }

    /** What holds where there is no such flag, or it does not say. */
    public boolean usual() {
        return usual;
    }
}
