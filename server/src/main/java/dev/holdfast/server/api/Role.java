package dev.holdfast.server.api;

import java.util.Set;

/** What a token or user is for. Roles are no ladder: an agent may append, which a reader may not, and a reader may see all. */
public enum Role {
    /** A machine that is backed up: appends, and reads what it wrote itself. */
    AGENT,
    /** A program that asks for feature flags and settings, and sees nothing of backups. */
    APPLICATION,
    /** Sees everything of its tenants, changes nothing. */
    READER,
    /** Runs the service day by day: everything but access, tenants and what protects against operators themselves. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** Those who have to do with backups: they read them, an agent its own. */
    public static final Set<Role> RETRIEVING = Set.of(AGENT, READER, OPERATOR, ADMIN);

    /** Those who sign in: people. */
    public static final Set<Role> PEOPLE = Set.of(READER, OPERATOR, ADMIN);

    /** Those who may add backups. */
    public static final Set<Role> APPENDING = Set.of(AGENT, OPERATOR, ADMIN);

    /** Those who may see all of a tenant. */
    public static final Set<Role> READING = Set.of(READER, OPERATOR, ADMIN);

    /** Those who may change what happens to backups. */
    public static final Set<Role> OPERATING = Set.of(OPERATOR, ADMIN);

    /** Those who decide about access. */
    public static final Set<Role> ADMINISTERING = Set.of(ADMIN);
}
