/**
 * What people ask a server for beside backups: jobs, figures, tenants and tokens. Each class is one part of the API over a {@link
 * dev.holdfast.client.remote.transport.Transport}; none keeps state, all are thread-safe.
 */
@NullMarked
package dev.holdfast.client.remote.service;

import org.jspecify.annotations.NullMarked;
