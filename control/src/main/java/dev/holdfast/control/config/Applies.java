package dev.holdfast.control.config;

/** What a setting is for. */
public enum Applies {
    /** Servers. */
    SERVER,
    /** Agents; they ask their server for it. */
    AGENT
}
