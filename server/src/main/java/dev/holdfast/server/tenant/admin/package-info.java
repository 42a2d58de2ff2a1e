/**
 * The operations on tenants: making, limiting and removing them. Thread-safe.
 *
 * <p>Apart from {@link dev.holdfast.server.tenant} because the definition of an operation names tenants, and must not be named by them.
 */
@NullMarked
package dev.holdfast.server.tenant.admin;

import org.jspecify.annotations.NullMarked;
