package dev.holdfast.client.fs;

/** The attributes that can be set separately. */
public enum AttributeKind {
    /** Owner and group by the numeric ids in the attributes. */
    OWNER,
    /** Permission bits 01777; setuid and setgid need {@link #PRIVILEGED_MODE} too. */
    MODE,
    /** Setuid and setgid bits, and {@code security.capability}. */
    PRIVILEGED_MODE,
    /** Extended attributes, POSIX ACLs among them, but not {@code security.capability}; attributes that are there and not wanted are removed. */
    EXTENDED,
    /** Modification time; access time is set to the same. */
    TIMES
}
