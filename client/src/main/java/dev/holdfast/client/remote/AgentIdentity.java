package dev.holdfast.client.remote;

/**
 * Who the agent says it is, for people who look at the server; what it may do follows from its token alone.
 *
 * @param host the machine's name
 * @param version Holdfast's
 */
public record AgentIdentity(String host, String version) {}
