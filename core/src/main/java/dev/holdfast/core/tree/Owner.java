package dev.holdfast.core.tree;

/**
 * Whose a node is.
 *
 * @param uid numeric user
 * @param gid numeric group
 * @param user name of the user on the source machine, or empty if it has none
 * @param group name of the group on the source machine, or empty if it has none
 */
public record Owner(long uid, long gid, String user, String group) {}
