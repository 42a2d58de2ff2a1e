/** The record of every administrative and destructive act: who, when, from where, on what, with which outcome. Thread-safe. */
@NullMarked
package dev.holdfast.server.audit;

import org.jspecify.annotations.NullMarked;
