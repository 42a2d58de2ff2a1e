/**
 * What an agent keeps on disk: its state, a sign of life, and the wishes of people at the machine.
 *
 * <p>{@link dev.holdfast.client.agent.store.StateDirectory} belongs to one running agent at a time, which holds its lock; others may look
 * in and leave wishes. Every file is replaced as a whole and durable before a method returns. Thread-safe.
 */
@NullMarked
package dev.holdfast.client.agent.store;

import org.jspecify.annotations.NullMarked;
