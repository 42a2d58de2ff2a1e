/**
 * Who may do what: tokens of programs, passwords and sign-ins of people.
 *
 * <p>{@link dev.holdfast.server.access.AccessControl} is the {@link dev.holdfast.server.api.Authenticator} over three stores. Secrets leave
 * the server once, when they are made; rows hold hashes of them. {@link dev.holdfast.server.access.SignInThrottle} slows down whoever guesses.
 * All rows are few and kept in memory beside the database, so that a request costs no query. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.access;

import org.jspecify.annotations.NullMarked;
