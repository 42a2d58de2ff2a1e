package dev.holdfast.server.limit;

/**
 * What a lane does now.
 *
 * @param served requests that have a place
 * @param waiting requests that wait for one
 */
public record Load(int served, int waiting) {}
