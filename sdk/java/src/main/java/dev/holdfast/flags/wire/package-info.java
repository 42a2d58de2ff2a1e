/**
 * What is said to the server of an environment: {@link dev.holdfast.flags.wire.RulesRequest} asks for the rules,
 * {@link dev.holdfast.flags.wire.NoticeStream} listens for the news that there are others, {@link dev.holdfast.flags.wire.ExposureRequest}
 * tells who saw what. Whatever a server answers ends in a sealed result, never in an exception; every answer has a bound in size and time.
 * Collaborators: {@link dev.holdfast.flags.wire.FlagsHttp} holds the connections. Thread-safe.
 */
@NullMarked
package dev.holdfast.flags.wire;

import org.jspecify.annotations.NullMarked;
