package dev.holdfast.client.mount.kernel;

/** Who may look into a mounted file system. */
public enum Audience {
    /** The user who mounted it alone, who holds the key and may read everything, whatever the permissions of the files. */
    OWNER,
    /** Everybody on the machine, each within the permissions and access lists of the files. */
    EVERYBODY
}
