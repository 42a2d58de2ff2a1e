package dev.holdfast.verify.network.flags;

/** What happens to the service or on the way to it. */
enum Disturbance {
    /** The server dies as by a loss of power, and is started again on its data. */
    KILLED,
    /** The server is stopped, and holds its connections: the system accepts more. */
    FROZEN,
    /** Readers' cables swallow everything; publishers go on. */
    READERS_PARTED,
    /** Publishers' cables swallow everything, answers too; readers go on. */
    PUBLISHERS_PARTED,
    /** Nobody reaches the server, and everybody is told so. */
    REFUSED,
    /** Every piece takes long. */
    SLOW,
    /** Every connection is reset once. */
    CUT
}
