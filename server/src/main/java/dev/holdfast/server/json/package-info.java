/**
 * JSON as the API speaks it: records with names in snake_case, times as RFC 3339 in UTC, enums in lower case, {@code byte[]} as base64.
 *
 * <p>What is read from outside is held to limits of size and depth, and a record that would break its own contract of {@code null} is
 * refused. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.json;

import org.jspecify.annotations.NullMarked;
